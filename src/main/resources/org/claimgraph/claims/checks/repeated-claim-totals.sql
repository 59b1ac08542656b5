SELECT avg(CAST(least_paid = most_paid AS INT))
FROM (
  SELECT min(paid_amount) AS least_paid, max(paid_amount) AS most_paid
  FROM claim_line
  WHERE paid_amount <> 0
  GROUP BY claim_id
  HAVING count(*) >= 3
)
