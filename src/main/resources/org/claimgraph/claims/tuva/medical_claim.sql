-- One line of a claim: medical_claim of the Tuva input layer, which expects final claims.
-- files: (.*[/_.-])?medical_claim([/_.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: claim
-- patient: person_id
-- required: claim_id, claim_line_number, claim_type, person_id|patient_id, claim_start_date, rendering_npi|rendering_id
-- optional: data_source, claim_end_date, claim_line_start_date, claim_line_end_date, admission_date, discharge_date, discharge_disposition_code, place_of_service_code, bill_type_code, drg_code_type, drg_code|ms_drg_code, revenue_center_code, service_unit_quantity, hcpcs_code, billing_npi|billing_id, facility_npi|facility_id, paid_amount, allowed_amount, diagnosis_code_1, diagnosis_code_2, diagnosis_code_3, diagnosis_code_4, diagnosis_code_5, diagnosis_code_6, diagnosis_code_7, diagnosis_code_8, diagnosis_code_9, diagnosis_code_10, diagnosis_code_11, diagnosis_code_12, diagnosis_code_13, diagnosis_code_14, diagnosis_code_15, diagnosis_code_16, diagnosis_code_17, diagnosis_code_18, diagnosis_code_19, diagnosis_code_20, diagnosis_code_21, diagnosis_code_22, diagnosis_code_23, diagnosis_code_24, diagnosis_code_25
-- without data_source: claims of two payers with the same id are one, or rejected where their patients differ
-- without claim_line_start_date: a line counts on the first day of its claim
-- without bill_type_code: institutional claims are stays where they have a DRG; replacement and void claims are not told
-- without admission_date, discharge_date: a stay lasts from the first to the last day of its claim
-- without place_of_service_code, revenue_center_code: emergency visits are told by HCPCS alone
-- without drg_code: medical stays, planned readmissions and prices of stays are not told
-- without hcpcs_code: encounter.policy = significant finds nothing; no images, tests or visits
-- without facility_npi, billing_npi: hospitals are unknown, so only regions of residence or practice have networks
-- without paid_amount, allowed_amount: spending of that kind is unknown
-- without diagnosis_code_1: no Charlson score, no ambulatory-care-sensitive admissions
-- Ids of claims of two payers may be equal: where data_source tells the payer, it stands before the id of the claim,
-- data_source/claim_id. A replacement (bill type ending in 7) or void (8) does not name the claim that it takes back: remarks.
WITH typed AS (
  SELECT
    *,
    try_cast(claim_line_number AS INT) AS number,
    -- Its own slashes are escaped: no two pairs of payer and id are the same text.
    coalesce(url_encode(data_source) || '/', '') || claim_id AS claim,
    lower(claim_type) AS form,
    to_day(claim_start_date) AS claim_from,
    to_day(claim_end_date) AS claim_to,
    to_day(claim_line_start_date) AS line_from,
    to_day(claim_line_end_date) AS line_to,
    to_day(admission_date) AS admission_day,
    to_day(discharge_date) AS discharge_day,
    -- Some write the leading zero of the four digits.
    trim(LEADING '0' FROM bill_type_code) AS bill_type,
    -- Groups of other systems have numbers that mean something else.
    if(coalesce(lower(drg_code_type), 'ms-drg') = 'ms-drg', drg_code, NULL) AS ms_drg,
    try_cast(service_unit_quantity AS DECIMAL(12, 3)) AS quantity,
    CAST(try_cast(allowed_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS allowed,
    CAST(try_cast(paid_amount AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid
  FROM source
),
judged AS (
  SELECT
    *,
    -- A stay: bill type 11x, hospital inpatient. 12x is for inpatients too, but for what Part B pays of another stay; a
    -- professional claim with place of service 21 is a physician's visit in a stay that the hospital bills.
    CASE
      WHEN form <> 'institutional' THEN 'professional'
      WHEN bill_type LIKE '11%' OR (bill_type IS NULL AND ms_drg IS NOT NULL) THEN 'inpatient'
      ELSE 'outpatient'
    END AS type,
    coalesce(line_from, claim_from) AS from_day,
    coalesce(line_to, claim_to, line_from, claim_from) AS to_day,
    coalesce(admission_day, claim_from, line_from) AS stay_from,
    coalesce(discharge_day, claim_to, line_to, claim_from, line_from) AS stay_to,
    -- Tuva tells no certification number (CCN): a hospital is the NPI of the facility, else of who bills.
    if(form = 'institutional', coalesce(facility_npi, billing_npi), NULL) AS facility
  FROM typed
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN claim_id IS NULL THEN 'missing_id claim_id'
    WHEN number IS NULL THEN 'invalid_number claim_line_number'
    WHEN form IS NULL THEN 'missing_code claim_type'
    WHEN form NOT IN ('institutional', 'professional', 'dental', 'vision', 'pharmacy') THEN 'invalid_code claim_type'
    WHEN claim_from IS NULL AND claim_start_date IS NOT NULL THEN 'invalid_date claim_start_date'
    WHEN claim_to IS NULL AND claim_end_date IS NOT NULL THEN 'invalid_date claim_end_date'
    WHEN line_from IS NULL AND claim_line_start_date IS NOT NULL THEN 'invalid_date claim_line_start_date'
    WHEN line_to IS NULL AND claim_line_end_date IS NOT NULL THEN 'invalid_date claim_line_end_date'
    WHEN admission_day IS NULL AND admission_date IS NOT NULL THEN 'invalid_date admission_date'
    WHEN discharge_day IS NULL AND discharge_date IS NOT NULL THEN 'invalid_date discharge_date'
    WHEN claim_to < claim_from THEN 'end_before_start claim_end_date'
    WHEN to_day < from_day THEN 'end_before_start claim_line_end_date'
    WHEN type = 'inpatient' AND stay_to < stay_from THEN 'discharge_before_admission discharge_date'
    WHEN quantity IS NULL AND service_unit_quantity IS NOT NULL THEN 'invalid_number service_unit_quantity'
    WHEN allowed IS NULL AND allowed_amount IS NOT NULL THEN 'invalid_amount allowed_amount'
    WHEN paid IS NULL AND paid_amount IS NOT NULL THEN 'invalid_amount paid_amount'
  END AS rejected,
  if(form IN ('dental', 'vision', 'pharmacy'), 'not_medical', NULL) AS filtered,
  array_compact(
    array(
      if(rendering_npi IS NULL, 'without_physician', NULL),
      if(form = 'institutional' AND facility IS NULL, 'without_hospital', NULL),
      if(form = 'institutional' AND bill_type IS NULL, 'without_bill_type', NULL),
      if(right(bill_type, 1) = '7', 'replacement_claim', NULL),
      if(right(bill_type, 1) = '8', 'void_claim', NULL),
      if(drg_code IS NOT NULL AND ms_drg IS NULL, 'drg_of_another_system', NULL),
      if(paid < 0, 'negative_payment', NULL))) AS remarks,
  concat_ws('/', claim, number) AS row_key,
  claim AS claim_id,
  -- What is told of a whole claim is taken from the first line that tells it.
  number AS segment,
  person_id AS patient_id,
  type AS claim_type,
  from_day AS service_from,
  to_day AS service_to,
  if(type = 'inpatient', stay_from, NULL) AS admission_date,
  if(type = 'inpatient', stay_to, NULL) AS discharge_date,
  facility AS hospital,
  lpad(ms_drg, greatest(3, length(ms_drg)), '0') AS drg,
  CAST(NULL AS INT) AS covered_days,
  lpad(discharge_disposition_code, greatest(2, length(discharge_disposition_code)), '0') AS disposition,
  paid AS paid_amount,
  filter(
    array(
      diagnosis_code_1, diagnosis_code_2, diagnosis_code_3, diagnosis_code_4, diagnosis_code_5,
      diagnosis_code_6, diagnosis_code_7, diagnosis_code_8, diagnosis_code_9, diagnosis_code_10,
      diagnosis_code_11, diagnosis_code_12, diagnosis_code_13, diagnosis_code_14, diagnosis_code_15,
      diagnosis_code_16, diagnosis_code_17, diagnosis_code_18, diagnosis_code_19, diagnosis_code_20,
      diagnosis_code_21, diagnosis_code_22, diagnosis_code_23, diagnosis_code_24, diagnosis_code_25),
    code -> code IS NOT NULL) AS diagnoses,
  array(
    named_struct(
      'line_number', number,
      'npi', rendering_npi,
      'npi_role', if(rendering_npi IS NULL, CAST(NULL AS STRING), 'rendering'),
      'specialty', CAST(NULL AS STRING),
      -- Codes may have lost leading zeros where they were numbers.
      'place_of_service', lpad(place_of_service_code, greatest(2, length(place_of_service_code)), '0'),
      'hcpcs', hcpcs_code,
      'units', quantity,
      'revenue_code', lpad(revenue_center_code, greatest(4, length(revenue_center_code)), '0'),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines
FROM judged
