SELECT avg(CAST(npi IS NULL AS INT)) FILTER (WHERE claim_type = 'professional') FROM claim_line
