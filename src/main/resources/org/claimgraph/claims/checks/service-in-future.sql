SELECT avg(CAST(service_to > :today AS INT)) FROM claim_line
