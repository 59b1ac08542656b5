-- One row of an outpatient (hospital) claims file: a claim, or a further segment of one.
-- files: .*Outpatient_Claims.*\.(csv|csv\.gz|parquet)
-- gives: claim
-- patient: DESYNPUF_ID
-- required: DESYNPUF_ID, CLM_ID, SEGMENT, CLM_FROM_DT, CLM_THRU_DT, PRVDR_NUM, CLM_PMT_AMT, AT_PHYSN_NPI, OP_PHYSN_NPI, OT_PHYSN_NPI
-- optional: NCH_PRMRY_PYR_CLM_PD_AMT, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM, NCH_BENE_PTB_DDCTBL_AMT, NCH_BENE_PTB_COINSRNC_AMT, ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6, ICD9_DGNS_CD_7, ICD9_DGNS_CD_8, ICD9_DGNS_CD_9, ICD9_DGNS_CD_10, HCPCS_CD_1, HCPCS_CD_2, HCPCS_CD_3, HCPCS_CD_4, HCPCS_CD_5, HCPCS_CD_6, HCPCS_CD_7, HCPCS_CD_8, HCPCS_CD_9, HCPCS_CD_10, HCPCS_CD_11, HCPCS_CD_12, HCPCS_CD_13, HCPCS_CD_14, HCPCS_CD_15, HCPCS_CD_16, HCPCS_CD_17, HCPCS_CD_18, HCPCS_CD_19, HCPCS_CD_20, HCPCS_CD_21, HCPCS_CD_22, HCPCS_CD_23, HCPCS_CD_24, HCPCS_CD_25, HCPCS_CD_26, HCPCS_CD_27, HCPCS_CD_28, HCPCS_CD_29, HCPCS_CD_30, HCPCS_CD_31, HCPCS_CD_32, HCPCS_CD_33, HCPCS_CD_34, HCPCS_CD_35, HCPCS_CD_36, HCPCS_CD_37, HCPCS_CD_38, HCPCS_CD_39, HCPCS_CD_40, HCPCS_CD_41, HCPCS_CD_42, HCPCS_CD_43, HCPCS_CD_44, HCPCS_CD_45
-- without FILE: no spending and no emergency visits of hospital outpatients
-- without NCH_PRMRY_PYR_CLM_PD_AMT, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM, NCH_BENE_PTB_DDCTBL_AMT, NCH_BENE_PTB_COINSRNC_AMT: they count as 0 in what is allowed
-- without ICD9_DGNS_CD_1: no Charlson score of outpatient claims; likewise the further diagnoses
-- without HCPCS_CD_1: no emergency visits of hospital outpatients; likewise the further procedures
WITH typed AS (
  SELECT
    *,
    try_cast(SEGMENT AS INT) AS segment_number,
    to_day(CLM_FROM_DT) AS from_day,
    to_day(CLM_THRU_DT) AS thru_day,
    CAST(try_cast(CLM_PMT_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    -- The insurer's payment and what others owed: primary payer, deductibles, coinsurance.
    try_cast(CLM_PMT_AMT AS DECIMAL(14, 2))
      + coalesce(try_cast(NCH_PRMRY_PYR_CLM_PD_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTB_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTB_COINSRNC_AMT AS DECIMAL(14, 2)), 0)
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
    WHEN thru_day < from_day THEN 'end_before_start CLM_THRU_DT'
    WHEN paid IS NULL THEN
      if(CLM_PMT_AMT IS NULL, 'missing_amount CLM_PMT_AMT', 'invalid_amount CLM_PMT_AMT')
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(segment_number > 1, 'further_segment', NULL),
      if(from_day IS NULL, 'without_from_date', NULL),
      if(size(physicians) = 0, 'without_physician', NULL),
      if(AT_PHYSN_NPI = OP_PHYSN_NPI, 'attending_is_operating', NULL),
      if(paid < 0, 'negative_payment', NULL))) AS remarks,
  concat_ws('/', CLM_ID, segment_number) AS row_key,
  CLM_ID AS claim_id,
  segment_number AS segment,
  DESYNPUF_ID AS patient_id,
  'outpatient' AS claim_type,
  -- A further segment has no dates of its own: it takes those of its claim.
  from_day AS service_from,
  thru_day AS service_to,
  CAST(NULL AS DATE) AS admission_date,
  CAST(NULL AS DATE) AS discharge_date,
  PRVDR_NUM AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  filter(
    array(
        ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6,
        ICD9_DGNS_CD_7, ICD9_DGNS_CD_8, ICD9_DGNS_CD_9, ICD9_DGNS_CD_10),
    code -> code IS NOT NULL) AS diagnoses,
  concat(
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
        'paid_amount', if(i = 0, paid, NULL))),
    filter(
      transform(
        array(
        HCPCS_CD_1, HCPCS_CD_2, HCPCS_CD_3, HCPCS_CD_4, HCPCS_CD_5, HCPCS_CD_6, HCPCS_CD_7, HCPCS_CD_8,
        HCPCS_CD_9, HCPCS_CD_10, HCPCS_CD_11, HCPCS_CD_12, HCPCS_CD_13, HCPCS_CD_14, HCPCS_CD_15, HCPCS_CD_16,
        HCPCS_CD_17, HCPCS_CD_18, HCPCS_CD_19, HCPCS_CD_20, HCPCS_CD_21, HCPCS_CD_22, HCPCS_CD_23,
        HCPCS_CD_24, HCPCS_CD_25, HCPCS_CD_26, HCPCS_CD_27, HCPCS_CD_28, HCPCS_CD_29, HCPCS_CD_30,
        HCPCS_CD_31, HCPCS_CD_32, HCPCS_CD_33, HCPCS_CD_34, HCPCS_CD_35, HCPCS_CD_36, HCPCS_CD_37,
        HCPCS_CD_38, HCPCS_CD_39, HCPCS_CD_40, HCPCS_CD_41, HCPCS_CD_42, HCPCS_CD_43, HCPCS_CD_44,
        HCPCS_CD_45),
        (code, i) -> named_struct(
          'line_number', 100 * segment_number + 11 + i,
          'npi', CAST(NULL AS STRING),
          'npi_role', CAST(NULL AS STRING),
          'specialty', CAST(NULL AS STRING),
          'place_of_service', CAST(NULL AS STRING),
          'hcpcs', code,
          'units', CAST(NULL AS DECIMAL(12, 3)),
          'revenue_code', CAST(NULL AS STRING),
          'allowed_amount', CAST(NULL AS DECIMAL(18, 2)),
          'paid_amount', CAST(NULL AS DECIMAL(18, 2)))),
      line -> line.hcpcs IS NOT NULL)) AS lines
FROM typed
