-- One row of an inpatient claims file: a claim, or a further segment of one.
-- files: .*Inpatient_Claims.*\.(csv|csv\.gz|parquet)
-- gives: claim
-- patient: DESYNPUF_ID
-- required: DESYNPUF_ID, CLM_ID, SEGMENT, CLM_FROM_DT, CLM_THRU_DT, PRVDR_NUM, CLM_PMT_AMT, AT_PHYSN_NPI, OP_PHYSN_NPI, OT_PHYSN_NPI, CLM_ADMSN_DT, NCH_BENE_DSCHRG_DT, CLM_UTLZTN_DAY_CNT
-- optional: NCH_PRMRY_PYR_CLM_PD_AMT, NCH_BENE_IP_DDCTBL_AMT, NCH_BENE_PTA_COINSRNC_LBLTY_AM, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM, CLM_DRG_CD, ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6, ICD9_DGNS_CD_7, ICD9_DGNS_CD_8, ICD9_DGNS_CD_9, ICD9_DGNS_CD_10
-- without FILE: no stays, no hospitals of physicians
-- without NCH_PRMRY_PYR_CLM_PD_AMT, NCH_BENE_IP_DDCTBL_AMT, NCH_BENE_PTA_COINSRNC_LBLTY_AM, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM: they count as 0 in what is allowed
-- without CLM_DRG_CD: no DRG of a stay: no readmissions by DRG, and every stay counts as medical
-- without ICD9_DGNS_CD_1: no Charlson score of inpatient claims, no ambulatory-care-sensitive admissions; likewise the further diagnoses
WITH typed AS (
  SELECT
    *,
    try_cast(SEGMENT AS INT) AS segment_number,
    to_day(CLM_FROM_DT) AS from_day,
    to_day(CLM_THRU_DT) AS thru_day,
    to_day(CLM_ADMSN_DT) AS admission_day,
    to_day(NCH_BENE_DSCHRG_DT) AS discharge_day,
    try_cast(CLM_UTLZTN_DAY_CNT AS INT) AS utilization_days,
    CAST(try_cast(CLM_PMT_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    -- The insurer's payment and what others owed: primary payer, deductibles, coinsurance.
    try_cast(CLM_PMT_AMT AS DECIMAL(14, 2))
      + coalesce(try_cast(NCH_PRMRY_PYR_CLM_PD_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_IP_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTA_COINSRNC_LBLTY_AM AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_BLOOD_DDCTBL_LBLTY_AM AS DECIMAL(14, 2)), 0) AS allowed,
    filter(
      array(
        named_struct('role', 1, 'npi', AT_PHYSN_NPI, 'npi_role', 'attending'),
        named_struct('role', 2, 'npi', OP_PHYSN_NPI, 'npi_role', 'operating'),
        named_struct('role', 3, 'npi', OT_PHYSN_NPI, 'npi_role', 'other')),
      physician -> physician.npi IS NOT NULL) AS physicians
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN DESYNPUF_ID IS NULL THEN 'missing_id DESYNPUF_ID'
    WHEN CLM_ID IS NULL THEN 'missing_id CLM_ID'
    WHEN coalesce(segment_number, 0) NOT BETWEEN 1 AND 99 THEN 'invalid_number SEGMENT'
    WHEN from_day IS NULL AND CLM_FROM_DT IS NOT NULL THEN 'invalid_date CLM_FROM_DT'
    WHEN thru_day IS NULL AND CLM_THRU_DT IS NOT NULL THEN 'invalid_date CLM_THRU_DT'
    WHEN admission_day IS NULL THEN
      if(CLM_ADMSN_DT IS NULL, 'missing_date CLM_ADMSN_DT', 'invalid_date CLM_ADMSN_DT')
    WHEN discharge_day IS NULL THEN
      if(NCH_BENE_DSCHRG_DT IS NULL, 'missing_date NCH_BENE_DSCHRG_DT', 'invalid_date NCH_BENE_DSCHRG_DT')
    WHEN discharge_day < admission_day THEN 'discharge_before_admission NCH_BENE_DSCHRG_DT'
    WHEN utilization_days IS NULL AND CLM_UTLZTN_DAY_CNT IS NOT NULL THEN 'invalid_number CLM_UTLZTN_DAY_CNT'
    WHEN thru_day < from_day THEN 'end_before_start CLM_THRU_DT'
    WHEN paid IS NULL THEN
      if(CLM_PMT_AMT IS NULL, 'missing_amount CLM_PMT_AMT', 'invalid_amount CLM_PMT_AMT')
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(segment_number > 1, 'further_segment', NULL),
      if(from_day IS NULL, 'without_from_date', NULL),
      if(PRVDR_NUM IS NULL, 'without_hospital', NULL),
      if(size(physicians) = 0, 'without_physician', NULL),
      if(AT_PHYSN_NPI = OP_PHYSN_NPI, 'attending_is_operating', NULL),
      if(admission_day = discharge_day, 'same_day_stay', NULL),
      if(utilization_days <> datediff(discharge_day, admission_day), 'covered_days_differ', NULL),
      if(paid < 0, 'negative_payment', NULL))) AS remarks,
  concat_ws('/', CLM_ID, segment_number) AS row_key,
  CLM_ID AS claim_id,
  segment_number AS segment,
  DESYNPUF_ID AS patient_id,
  'inpatient' AS claim_type,
  -- A further segment has no dates of its own: it takes those of its claim.
  from_day AS service_from,
  thru_day AS service_to,
  admission_day AS admission_date,
  discharge_day AS discharge_date,
  PRVDR_NUM AS hospital,
  CLM_DRG_CD AS drg,
  utilization_days AS covered_days,
  paid AS paid_amount,
  filter(
    array(
        ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6,
        ICD9_DGNS_CD_7, ICD9_DGNS_CD_8, ICD9_DGNS_CD_9, ICD9_DGNS_CD_10),
    code -> code IS NOT NULL) AS diagnoses,
  transform(
    if(
      size(physicians) = 0,
      array(named_struct('role', 1, 'npi', CAST(NULL AS STRING), 'npi_role', CAST(NULL AS STRING))),
      physicians),
    (physician, i) -> named_struct(
      'line_number', 100 * segment_number + physician.role,
      'npi', physician.npi,
      'npi_role', physician.npi_role,
      'specialty', CAST(NULL AS STRING),
      'place_of_service', CAST(NULL AS STRING),
      'hcpcs', CAST(NULL AS STRING),
      'units', CAST(NULL AS DECIMAL(12, 3)),
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', if(i = 0, allowed, NULL),
      'paid_amount', if(i = 0, paid, NULL))) AS lines
FROM typed
