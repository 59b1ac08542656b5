-- One procedure of the Synthea csv export: a line of the claim of its encounter. Its cost is part of the encounter's.
-- files: (.*/)?procedures([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: claim
-- uses: synthea_claim
-- patient: PATIENT
-- required: START|DATE, PATIENT, ENCOUNTER, CODE
-- optional: STOP, REASONCODE
-- without FILE: encounters have no further lines
WITH billing AS (
  SELECT encounter_id, collect_set(provider) AS providers FROM synthea_claim WHERE provider IS NOT NULL GROUP BY encounter_id
),
numbered AS (
  -- Rows without an id are of no encounter: each stands alone.
  SELECT *, coalesce(ENCOUNTER, concat_ws(' ', source_file, row_number)) AS encounter_key FROM source
),
typed AS (
  SELECT
    numbered.*,
    -- Lines of an encounter's physicians come before 100.
    100 + dense_rank() OVER (PARTITION BY encounter_key ORDER BY START, STOP, CODE, REASONCODE, PATIENT) AS number,
    to_day(substring_index(START, 'T', 1)) AS from_day,
    to_day(substring_index(STOP, 'T', 1)) AS stop_day,
    -- A procedure does not name who did it; where one provider alone bills for the encounter, it is that one.
    if(size(providers) = 1, providers[0], NULL) AS provider
  FROM numbered
  LEFT JOIN billing ON encounter_id = ENCOUNTER
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN PATIENT IS NULL THEN 'missing_id PATIENT'
    WHEN ENCOUNTER IS NULL THEN 'missing_id ENCOUNTER'
    WHEN CODE IS NULL THEN 'missing_code CODE'
    WHEN from_day IS NULL THEN if(START IS NULL, 'missing_date START', 'invalid_date START')
    WHEN stop_day IS NULL AND STOP IS NOT NULL THEN 'invalid_date STOP'
    WHEN stop_day < from_day THEN 'end_before_start STOP'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(provider IS NULL, 'without_physician', NULL))) AS remarks,
  to_json(struct(ENCOUNTER, START, STOP, CODE, REASONCODE, PATIENT)) AS row_key,
  ENCOUNTER AS claim_id,
  2 AS segment,
  PATIENT AS patient_id,
  'professional' AS claim_type,
  from_day AS service_from,
  coalesce(stop_day, from_day) AS service_to,
  CAST(NULL AS DATE) AS admission_date,
  CAST(NULL AS DATE) AS discharge_date,
  CAST(NULL AS STRING) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  CAST(NULL AS DECIMAL(18, 2)) AS paid_amount,
  array_compact(array(if(REASONCODE RLIKE '^([0-9]{3}[.]?[0-9]{0,2}|[A-Z][0-9][0-9A-Z][.]?[0-9A-Z]{0,4})$', REASONCODE, NULL))) AS diagnoses,
  array(
    named_struct(
      'line_number', number,
      'npi', provider,
      'npi_role', if(provider IS NULL, CAST(NULL AS STRING), 'rendering'),
      'specialty', CAST(NULL AS STRING),
      'place_of_service', CAST(NULL AS STRING),
      'hcpcs', if(CODE RLIKE '^([0-9]{4}[0-9A-Z]|[A-V][0-9]{4})$', CODE, NULL),
      'units', CAST(NULL AS DECIMAL(12, 3)),
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', CAST(NULL AS DECIMAL(18, 2)),
      'paid_amount', CAST(NULL AS DECIMAL(18, 2)))) AS lines
FROM typed
