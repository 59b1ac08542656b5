-- One physician.
-- files: physician(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|physician/[^/]*\.(csv|csv\.gz|parquet)
-- gives: physician
-- required: npi
-- optional: specialty, zip, hrr
-- without FILE: specialties come from lines, HRRs from hospitals and patients
-- without specialty: specialties come from lines
-- without zip: the HRR of a practice comes from hrr, else from hospital and patients
-- without hrr: the HRR of a practice comes from zip (region.zip-hrr), else from hospital and patients
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
