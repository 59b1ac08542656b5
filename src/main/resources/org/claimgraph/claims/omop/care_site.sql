-- One place of care.
-- files: (.*/)?(?i:care_site)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_care_site
-- required: care_site_id
-- optional: care_site_source_value, place_of_service_source_value, location_id
-- without FILE: hospitals go by care_site_id, and the HRR of a practice is unknown
-- without care_site_source_value: hospitals go by care_site_id and not by CCN
-- without place_of_service_source_value: places of service are told by the concept of the visit alone
-- without location_id: the HRR of a practice comes from hospital and patients
SELECT
  source_file,
  row_number,
  if(care_site_id IS NULL, 'missing_id care_site_id', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  care_site_id AS row_key,
  care_site_id,
  -- A CCN has six characters: two of the state, four of the facility.
  if(
    care_site_source_value RLIKE '^[0-9]{2}[0-9A-Z][0-9]{3}$', care_site_source_value, care_site_id) AS hospital,
  if(
    place_of_service_source_value RLIKE '^[0-9]{2}$', place_of_service_source_value, NULL) AS place_of_service,
  location_id
FROM source
