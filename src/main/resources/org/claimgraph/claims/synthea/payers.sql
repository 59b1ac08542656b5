-- One payer of the Synthea csv export; one of them stands for no insurance.
-- files: (.*/)?payers([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: synthea_payer
-- required: Id, NAME
-- without FILE: months without insurance count as covered
SELECT
  source_file,
  row_number,
  if(Id IS NULL, 'missing_id Id', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  Id AS row_key,
  Id AS payer,
  coalesce(NAME = 'NO_INSURANCE', false) AS is_none
FROM source
