SELECT avg(CAST(first_claim < last_claim AS INT))
FROM (
  SELECT min(claim_id) AS first_claim, max(claim_id) AS last_claim
  FROM claim_line
  WHERE npi IS NOT NULL AND hcpcs IS NOT NULL
  GROUP BY patient_id, npi, service_from, hcpcs
)
