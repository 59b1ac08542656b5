SELECT avg(CAST(coalesce(service_from > last_day(death_date), false) AS INT))
FROM claim_line
LEFT JOIN (SELECT patient_id, death_date FROM beneficiary WHERE death_date IS NOT NULL) USING (patient_id)
