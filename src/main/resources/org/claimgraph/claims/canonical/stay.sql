-- One hospital stay.
-- files: stay(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|stay/[^/]*\.(csv|csv\.gz|parquet)
-- gives: stay
-- patient: patient_id
-- required: stay_id, patient_id, hospital, admission_date, discharge_date
-- optional: icu_days, covered_days, drg, medical, disposition, diagnoses, allowed_amount, paid_amount
-- without FILE: stays are made from inpatient lines, one for each claim
-- without icu_days: no days in intensive care
-- without covered_days: claims.stay does not tell them; no measure needs them
-- without drg: no readmissions by DRG, and medical stays are told by the column medical alone
-- without medical: medical stays are told by the DRG (outcome.drg); with neither every stay counts as medical
-- without disposition: deaths in hospital and departures against advice are followed as other stays for readmission
-- without diagnoses: no ambulatory-care-sensitive admissions
-- without allowed_amount: no price of a stay where outcome.money is allowed
-- without paid_amount: no price of a stay where outcome.money is paid
WITH typed AS (
  SELECT
    *,
    to_day(admission_date) AS admission_day,
    to_day(discharge_date) AS discharge_day,
    try_cast(icu_days AS INT) AS icu,
    try_cast(covered_days AS INT) AS covered,
    CAST(try_cast(allowed_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS allowed,
    CAST(try_cast(paid_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN stay_id IS NULL THEN 'missing_id stay_id'
    WHEN patient_id IS NULL THEN 'missing_id patient_id'
    WHEN hospital IS NULL THEN 'missing_id hospital'
    WHEN admission_day IS NULL THEN 'invalid_date admission_date'
    WHEN discharge_day IS NULL THEN 'invalid_date discharge_date'
    WHEN discharge_day < admission_day THEN 'discharge_before_admission discharge_date'
    WHEN icu_days IS NOT NULL AND NOT coalesce(icu >= 0, false) THEN 'invalid_number icu_days'
    WHEN medical IS NOT NULL AND try_cast(medical AS BOOLEAN) IS NULL THEN 'invalid_code medical'
    WHEN covered IS NULL AND covered_days IS NOT NULL THEN 'invalid_number covered_days'
    WHEN allowed IS NULL AND allowed_amount IS NOT NULL THEN 'invalid_amount allowed_amount'
    WHEN paid IS NULL AND paid_amount IS NOT NULL THEN 'invalid_amount paid_amount'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(admission_day = discharge_day, 'same_day_stay', NULL))) AS remarks,
  stay_id AS row_key,
  stay_id,
  patient_id,
  hospital,
  admission_day AS admission_date,
  discharge_day AS discharge_date,
  covered AS covered_days,
  icu AS icu_days,
  drg,
  try_cast(medical AS BOOLEAN) AS medical,
  -- Codes of discharge status have two characters; a number may have lost its leading zero.
  if(length(disposition) = 1, '0' || disposition, disposition) AS disposition,
  filter(split(diagnoses, '[;|]'), code -> code <> '') AS diagnoses,
  allowed AS allowed_amount,
  paid AS paid_amount
FROM typed
