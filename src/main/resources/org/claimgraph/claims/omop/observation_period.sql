-- One span of days in which a person was covered.
-- That of a person whom the source does not have, or who is rejected, is filtered as unknown_patient.
-- files: (.*/)?(?i:observation_period)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_observation_period
-- uses: omop_person
-- patient: person_id
-- required: observation_period_id, person_id, observation_period_start_date, observation_period_end_date
-- optional:
-- without FILE: no months of coverage: outcome.coverage leaves everybody out
WITH typed AS (
  SELECT
    *,
    to_day(split(observation_period_start_date, '[ T]')[0]) AS first_day,
    to_day(split(observation_period_end_date, '[ T]')[0]) AS last_day
  FROM source
)
SELECT
  typed.source_file,
  typed.row_number,
  CASE
    WHEN observation_period_id IS NULL THEN 'missing_id observation_period_id'
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN first_day IS NULL THEN 'invalid_date observation_period_start_date'
    WHEN last_day IS NULL THEN 'invalid_date observation_period_end_date'
    WHEN last_day < first_day THEN 'end_before_start observation_period_end_date'
  END AS rejected,
  if(patient_id IS NULL, 'unknown_patient', NULL) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  observation_period_id AS row_key,
  person_id AS patient_id,
  first_day,
  last_day
FROM typed
LEFT JOIN omop_person ON person_id = patient_id
