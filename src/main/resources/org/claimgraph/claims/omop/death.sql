-- One death.
-- That of a person whom the source does not have, or who is rejected, is filtered as unknown_patient.
-- files: (.*/)?(?i:death)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_death
-- uses: omop_person
-- patient: person_id
-- required: person_id, death_date
-- optional:
-- without FILE: nobody is in the cohort last-two-years
WITH typed AS (
  SELECT
    *,
    to_day(split(death_date, '[ T]')[0]) AS death_day
  FROM source
)
SELECT
  typed.source_file,
  typed.row_number,
  CASE
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN death_day IS NULL THEN if(death_date IS NULL, 'missing_date death_date', 'invalid_date death_date')
    WHEN death_day < birth_date THEN 'death_before_birth death_date'
  END AS rejected,
  if(patient_id IS NULL, 'unknown_patient', NULL) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  person_id AS row_key,
  person_id AS patient_id,
  death_day AS death_date
FROM typed
LEFT JOIN omop_person ON person_id = patient_id
