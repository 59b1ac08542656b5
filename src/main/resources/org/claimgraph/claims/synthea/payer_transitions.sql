-- One span in which a person of the Synthea csv export has a payer; older exports write years, both included.
-- files: (.*/)?payer_transitions([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: synthea_coverage
-- patient: PATIENT
-- required: PATIENT, START_YEAR|START_DATE, END_YEAR|END_DATE, PAYER
-- without FILE: coverage is unknown, so outcome.coverage leaves everybody out
WITH typed AS (
  SELECT
    *,
    to_day(if(START_YEAR RLIKE '^[0-9]{4}$', START_YEAR || '-01-01', substring_index(START_YEAR, 'T', 1))) AS start_day,
    to_day(if(END_YEAR RLIKE '^[0-9]{4}$', END_YEAR || '-12-31', substring_index(END_YEAR, 'T', 1))) AS end_day
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN PATIENT IS NULL THEN 'missing_id PATIENT'
    WHEN start_day IS NULL THEN if(START_YEAR IS NULL, 'missing_date START_YEAR', 'invalid_date START_YEAR')
    WHEN end_day IS NULL THEN if(END_YEAR IS NULL, 'missing_date END_YEAR', 'invalid_date END_YEAR')
    WHEN end_day < start_day THEN 'end_before_start END_YEAR'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(PAYER IS NULL, 'without_payer', NULL))) AS remarks,
  to_json(struct(PATIENT, start_day, end_day, PAYER)) AS row_key,
  PATIENT AS patient_id,
  start_day,
  end_day,
  PAYER AS payer
FROM typed
