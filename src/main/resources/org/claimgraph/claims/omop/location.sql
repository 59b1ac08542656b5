-- One address.
-- files: (.*/)?(?i:location)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_location
-- required: location_id
-- optional: state, zip, county
-- without FILE: HRRs of residence and of practice are unknown
-- without zip: the HRR of residence comes from county, that of a practice from hospital and patients
-- without county: the HRR of residence comes from zip
SELECT
  source_file,
  row_number,
  if(location_id IS NULL, 'missing_id location_id', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  location_id AS row_key,
  location_id,
  state,
  county,
  -- The first five digits of ZIP or ZIP+4; a number may have lost its leading zeros.
  CASE
    WHEN zip RLIKE '^[0-9]{3,5}$' THEN lpad(zip, 5, '0')
    WHEN zip RLIKE '^[0-9]{5}-?[0-9]{4}$' THEN substring(zip, 1, 5)
  END AS zip
FROM source
