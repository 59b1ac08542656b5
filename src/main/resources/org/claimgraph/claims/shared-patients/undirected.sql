-- Two physicians who share patients, in either order.
-- files: .*\.((csv|txt|tsv)(\.gz)?|parquet)
-- gives: tie
-- required: npi_a, npi_b, shared_patients
-- optional:
WITH typed AS (
  SELECT
    *,
    try_cast(shared_patients AS BIGINT) AS shared
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN npi_a IS NULL THEN 'missing_id npi_a'
    WHEN npi_b IS NULL THEN 'missing_id npi_b'
    WHEN shared IS NULL OR shared < 1 THEN 'invalid_number shared_patients'
  END AS rejected,
  if(npi_a = npi_b, 'self_pair', NULL) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  concat_ws(char(1), least(npi_a, npi_b), greatest(npi_a, npi_b)) AS row_key,
  least(npi_a, npi_b) AS from_npi,
  greatest(npi_a, npi_b) AS to_npi,
  false AS directed,
  CAST(NULL AS BIGINT) AS pair_count,
  shared AS patients,
  CAST(NULL AS BIGINT) AS same_day
FROM typed
