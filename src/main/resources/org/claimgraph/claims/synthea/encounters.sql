-- One encounter of the Synthea csv export: a claim of the provider, and of others who bill for it in claims.csv.
-- files: (.*/)?encounters([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: claim
-- uses: synthea_claim, synthea_condition
-- patient: PATIENT
-- required: Id, START, PATIENT, PROVIDER, ENCOUNTERCLASS
-- optional: STOP, ORGANIZATION, CODE, TOTAL_CLAIM_COST, PAYER_COVERAGE, REASONCODE
-- without STOP: every stay is of one day
-- without ORGANIZATION: hospitals are unknown, so only regions of residence or practice have networks
-- without TOTAL_CLAIM_COST, PAYER_COVERAGE: spending of that kind is unknown
-- without REASONCODE: stays have no principal diagnosis
-- Synthea has no NPIs: physicians are the ids of its providers, hospitals those of its organizations. Its codes are SNOMED CT:
-- only what looks like HCPCS is taken for a procedure, and only what looks like ICD for a diagnosis. Where nothing does, use
-- encounter.policy = any; images, tests, the Charlson score and ambulatory-care-sensitive admissions are not told. Nor are
-- DRGs, units and days in intensive care. All costs of an encounter are on its first line, so where codes are HCPCS spending
-- on images and tests is that of encounters which are nothing else. A moment is the day that it has in UTC, as written.
WITH billing AS (
  SELECT encounter_id, collect_set(provider) AS providers FROM synthea_claim WHERE provider IS NOT NULL GROUP BY encounter_id
),
conditions AS (
  SELECT encounter_id, collect_set(icd) AS codes FROM synthea_condition WHERE icd IS NOT NULL GROUP BY encounter_id
),
typed AS (
  SELECT
    source.*,
    lower(ENCOUNTERCLASS) AS class,
    to_day(substring_index(START, 'T', 1)) AS from_day,
    to_day(substring_index(STOP, 'T', 1)) AS stop_day,
    CAST(try_cast(TOTAL_CLAIM_COST AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS cost,
    CAST(try_cast(PAYER_COVERAGE AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    array_compact(array(if(REASONCODE RLIKE '^([0-9]{3}[.]?[0-9]{0,2}|[A-Z][0-9][0-9A-Z][.]?[0-9A-Z]{0,4})$', REASONCODE, NULL))) AS reason,
    array_sort(array_except(coalesce(providers, array()), array(PROVIDER))) AS others,
    array_sort(coalesce(codes, array())) AS codes
  FROM source
  LEFT JOIN billing ON billing.encounter_id = source.Id
  LEFT JOIN conditions ON conditions.encounter_id = source.Id
),
physicians AS (
  SELECT
    *,
    if(
      PROVIDER IS NULL AND size(others) = 0,
      array(named_struct('npi', CAST(NULL AS STRING), 'role', CAST(NULL AS STRING))),
      concat(
        if(PROVIDER IS NULL, array(), array(named_struct('npi', PROVIDER, 'role', 'rendering'))),
        transform(others, other -> named_struct('npi', other, 'role', 'other')))) AS physicians
  FROM typed
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN PATIENT IS NULL THEN 'missing_id PATIENT'
    WHEN Id IS NULL THEN 'missing_id Id'
    WHEN class IS NULL THEN 'missing_code ENCOUNTERCLASS'
    WHEN from_day IS NULL THEN if(START IS NULL, 'missing_date START', 'invalid_date START')
    WHEN stop_day IS NULL AND STOP IS NOT NULL THEN 'invalid_date STOP'
    WHEN stop_day < from_day THEN 'end_before_start STOP'
    WHEN cost IS NULL AND TOTAL_CLAIM_COST IS NOT NULL THEN 'invalid_amount TOTAL_CLAIM_COST'
    WHEN paid IS NULL AND PAYER_COVERAGE IS NOT NULL THEN 'invalid_amount PAYER_COVERAGE'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(PROVIDER IS NULL, 'without_physician', NULL),
      if(class = 'inpatient' AND ORGANIZATION IS NULL, 'without_hospital', NULL),
      if(class = 'inpatient' AND from_day = stop_day, 'same_day_stay', NULL),
      if(paid < 0, 'negative_payment', NULL))) AS remarks,
  Id AS row_key,
  Id AS claim_id,
  1 AS segment,
  PATIENT AS patient_id,
  CASE
    WHEN class = 'inpatient' THEN 'inpatient'
    WHEN class IN ('emergency', 'outpatient') THEN 'outpatient'
    ELSE 'professional'
  END AS claim_type,
  from_day AS service_from,
  coalesce(stop_day, from_day) AS service_to,
  if(class = 'inpatient', from_day, NULL) AS admission_date,
  if(class = 'inpatient', coalesce(stop_day, from_day), NULL) AS discharge_date,
  if(class IN ('inpatient', 'emergency', 'outpatient'), ORGANIZATION, NULL) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  concat(reason, array_except(codes, reason)) AS diagnoses,
  transform(
    physicians,
    (physician, i) -> named_struct(
      'line_number', i + 1,
      'npi', physician.npi,
      'npi_role', physician.role,
      'specialty', CAST(NULL AS STRING),
      'place_of_service', CASE class
        WHEN 'ambulatory' THEN '11' WHEN 'wellness' THEN '11' WHEN 'virtual' THEN '02' WHEN 'home' THEN '12'
        WHEN 'urgentcare' THEN '20' WHEN 'inpatient' THEN '21' WHEN 'outpatient' THEN '22' WHEN 'emergency' THEN '23'
        WHEN 'snf' THEN '31' WHEN 'hospice' THEN '34'
      END,
      'hcpcs', if(i = 0 AND CODE RLIKE '^([0-9]{4}[0-9A-Z]|[A-V][0-9]{4})$', CODE, NULL),
      'units', CAST(NULL AS DECIMAL(12, 3)),
      'revenue_code', CAST(NULL AS STRING),
      -- Costs of an encounter are those of everything in it, procedures and medications too, so they are not looked for in
      -- claims_transactions, which do not tell what patients pay from what payers do.
      'allowed_amount', if(i = 0, cost, NULL),
      'paid_amount', if(i = 0, paid, NULL))) AS lines
FROM physicians
