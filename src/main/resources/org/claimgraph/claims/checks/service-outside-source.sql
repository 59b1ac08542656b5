SELECT avg(CAST(coalesce(service_from < :first_day, false) OR coalesce(service_to > :last_day, false) AS INT))
FROM claim_line
