-- One condition found in an encounter of the Synthea csv export.
-- files: (.*/)?conditions([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: synthea_condition
-- required: ENCOUNTER, CODE
-- without FILE: the only diagnosis of an encounter is its reason
WITH typed AS (
  -- A code of SNOMED CT has six digits at least; one that begins as an ICD code must not be taken for it.
  SELECT *, if(CODE RLIKE '^([0-9]{3}[.]?[0-9]{0,2}|[A-Z][0-9][0-9A-Z][.]?[0-9A-Z]{0,4})$', CODE, NULL) AS icd FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN ENCOUNTER IS NULL THEN 'missing_id ENCOUNTER'
    WHEN CODE IS NULL THEN 'missing_code CODE'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(icd IS NULL, 'not_icd', NULL))) AS remarks,
  to_json(struct(ENCOUNTER, CODE)) AS row_key,
  ENCOUNTER AS encounter_id,
  icd
FROM typed
