-- One physician.
-- files: physician(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|physician/[^/]*\.(csv|csv\.gz|parquet)
-- gives: physician
-- required: npi
-- optional: specialty, zip, hrr
SELECT
  source_file,
  row_number,
  if(npi IS NULL, 'missing_id npi', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  npi AS row_key,
  npi,
  -- CMS specialty codes have two characters; a number may have lost its leading zero.
  if(length(specialty) = 1, '0' || specialty, specialty) AS specialty,
  zip,
  hrr
FROM source
