-- One line of a claim. Amounts of 10^12 or more are invalid, as in every layout: sums of others stay within DECIMAL(18, 2).
-- files: claim_line(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|claim_line/[^/]*\.(csv|csv\.gz|parquet)
-- gives: claim
-- patient: patient_id
-- required: claim_id, line_number, patient_id, npi, service_from
-- optional: service_to, claim_type, npi_role, specialty, place_of_service, hcpcs, units, revenue_code, hospital, drg, allowed_amount, paid_amount, diagnoses, final, denied, replaces, void, version
-- without service_to: a line ends on the day it begins; stays that are made from lines then last a day
-- without claim_type: every line is professional: no hospital of a physician, and no stays unless there is a file of them
-- without npi_role: every physician is rendering
-- without specialty: specialties come from the file physician alone; without either no network measure or visit by specialty
-- without place_of_service: emergency departments are told by hcpcs and revenue_code alone
-- without hcpcs: no evaluation and management, so no encounter under the policy significant; no visits, images and tests
-- without units: national prices count every procedure once
-- without revenue_code: emergency departments are told by hcpcs and place_of_service alone
-- without hospital: physicians belong to hospitals by the stays of their patients alone
-- without drg: stays that are made from lines have none
-- without allowed_amount: no spending as allowed (outcome.money)
-- without paid_amount: no spending as paid (outcome.money)
-- without diagnoses: no Charlson score, no ambulatory-care-sensitive admissions
-- without final: rows of versions that are not final count
-- without denied: denied lines count
-- without replaces: claims that others replace or take back count too
-- without void: claims that only take another back count
-- without version: rows of several versions of a claim conflict, but for the first
WITH typed AS (
  SELECT
    *,
    try_cast(line_number AS INT) AS number,
    to_day(service_from) AS from_day,
    to_day(service_to) AS to_day,
    coalesce(lower(claim_type), 'professional') AS type,
    if(npi IS NULL, NULL, coalesce(lower(npi_role), 'rendering')) AS role,
    try_cast(units AS DECIMAL(12, 3)) AS quantity,
    CAST(try_cast(allowed_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS allowed,
    CAST(try_cast(paid_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    try_cast(final AS BOOLEAN) AS is_final,
    try_cast(denied AS BOOLEAN) AS is_denied,
    try_cast(void AS BOOLEAN) AS is_void,
    try_cast(version AS BIGINT) AS version_number
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN patient_id IS NULL THEN 'missing_id patient_id'
    WHEN claim_id IS NULL THEN 'missing_id claim_id'
    WHEN number IS NULL THEN 'invalid_number line_number'
    WHEN from_day IS NULL THEN
      if(service_from IS NULL, 'missing_date service_from', 'invalid_date service_from')
    WHEN to_day IS NULL AND service_to IS NOT NULL THEN 'invalid_date service_to'
    WHEN to_day < from_day THEN 'end_before_start service_to'
    WHEN type NOT IN ('inpatient', 'outpatient', 'professional') THEN 'invalid_code claim_type'
    WHEN role NOT IN ('rendering', 'attending', 'operating', 'other') THEN 'invalid_code npi_role'
    WHEN quantity IS NULL AND units IS NOT NULL THEN 'invalid_number units'
    WHEN allowed IS NULL AND allowed_amount IS NOT NULL THEN 'invalid_amount allowed_amount'
    WHEN paid IS NULL AND paid_amount IS NOT NULL THEN 'invalid_amount paid_amount'
    WHEN is_final IS NULL AND final IS NOT NULL THEN 'invalid_code final'
    WHEN is_denied IS NULL AND denied IS NOT NULL THEN 'invalid_code denied'
    WHEN is_void IS NULL AND void IS NOT NULL THEN 'invalid_code void'
    WHEN version_number IS NULL AND version IS NOT NULL THEN 'invalid_number version'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(npi IS NULL, 'without_physician', NULL),
      if(type = 'inpatient' AND hospital IS NULL, 'without_hospital', NULL),
      if(paid < 0, 'negative_payment', NULL),
      if(
        allowed <> try_cast(allowed_amount AS DECIMAL(38, 18))
          OR paid <> try_cast(paid_amount AS DECIMAL(38, 18))
          OR quantity <> try_cast(units AS DECIMAL(38, 18)),
        'rounded_number', NULL),
      -- The check digit of an NPI counts a prefix of 80840; ids of other kinds have none.
      if(npi RLIKE '^[0-9]{10}$' AND NOT luhn_check('80840' || npi), 'npi_check_digit', NULL))) AS remarks,
  concat_ws('/', claim_id, number) || coalesce('v' || version_number, '') AS row_key,
  claim_id,
  1 AS segment,
  patient_id,
  type AS claim_type,
  from_day AS service_from,
  coalesce(to_day, from_day) AS service_to,
  if(type = 'inpatient', from_day, NULL) AS admission_date,
  if(type = 'inpatient', coalesce(to_day, from_day), NULL) AS discharge_date,
  hospital,
  drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  filter(split(diagnoses, '[;|]'), code -> code <> '') AS diagnoses,
  is_final AS final,
  is_denied AS denied,
  replaces,
  is_void AS void,
  version_number AS version,
  array(
    named_struct(
      'line_number', number,
      'npi', npi,
      'npi_role', role,
      -- CMS specialty codes have two characters; a number may have lost its leading zero.
      'specialty', if(length(specialty) = 1, '0' || specialty, specialty),
      'place_of_service', place_of_service,
      'hcpcs', hcpcs,
      'units', quantity,
      -- Revenue codes have four characters; a number may have lost its leading zeros.
      'revenue_code', lpad(revenue_code, greatest(4, length(revenue_code)), '0'),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines
FROM typed
