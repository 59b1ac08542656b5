-- One revenue centre line of a claim of a hospital, a skilled nursing facility, a home health agency or a hospice.
-- NCH_CLM_TYPE_CD tells them apart: claims of type 60 to 64 are inpatient claims and become stays; all others are
-- outpatient claims, of which only those of type 40 name a hospital.
-- DML_IND speaks of whole claims, in whatever file: DELETE leaves no row of the claim, UPDATE only those of the update, of several
-- updates those in the file whose name sorts last.
-- files: (?i)(.*[/_-])?(inpatient|outpatient|snf|hha|hospice)([/_.-].*)?\.((csv|txt|rif)(\.gz)?|parquet)
-- gives: claim
-- patient: BENE_ID
-- required: BENE_ID, CLM_ID, CLM_LINE_NUM, NCH_CLM_TYPE_CD, CLM_FROM_DT, CLM_THRU_DT, PRVDR_NUM, CLM_PMT_AMT, AT_PHYSN_NPI
-- missing: Give one row for each line, with the columns of its claim: where claims and lines come apart (_base_claims_k and _revenue_center_k), join them by CLM_ID first.
-- optional: DML_IND, FINAL_ACTION, CLM_FREQ_CD, FI_DOC_CLM_CNTL_NUM, FI_ORIG_CLM_CNTL_NUM, CLM_MDCR_NON_PMT_RSN_CD, NCH_PRMRY_PYR_CLM_PD_AMT, OP_PHYSN_NPI, OT_PHYSN_NPI, RNDRNG_PHYSN_NPI, PTNT_DSCHRG_STUS_CD, CLM_ADMSN_DT, NCH_BENE_DSCHRG_DT, NCH_BENE_IP_DDCTBL_AMT, NCH_BENE_PTA_COINSRNC_LBLTY_AM, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM, NCH_BENE_PTB_DDCTBL_AMT, NCH_BENE_PTB_COINSRNC_AMT, CLM_UTLZTN_DAY_CNT, CLM_DRG_CD, PRNCPAL_DGNS_CD, ICD_DGNS_CD1, ICD_DGNS_CD2, ICD_DGNS_CD3, ICD_DGNS_CD4, ICD_DGNS_CD5, ICD_DGNS_CD6, ICD_DGNS_CD7, ICD_DGNS_CD8, ICD_DGNS_CD9, ICD_DGNS_CD10, ICD_DGNS_CD11, ICD_DGNS_CD12, ICD_DGNS_CD13, ICD_DGNS_CD14, ICD_DGNS_CD15, ICD_DGNS_CD16, ICD_DGNS_CD17, ICD_DGNS_CD18, ICD_DGNS_CD19, ICD_DGNS_CD20, ICD_DGNS_CD21, ICD_DGNS_CD22, ICD_DGNS_CD23, ICD_DGNS_CD24, ICD_DGNS_CD25, REV_CNTR, REV_CNTR_DT, HCPCS_CD, REV_CNTR_UNIT_CNT, REV_CNTR_PMT_AMT_AMT, REV_CNTR_CASH_DDCTBL_AMT, REV_CNTR_BLOOD_DDCTBL_AMT, REV_CNTR_COINSRNC_WGE_ADJSTD_C
-- without FILE: hospital stays, with them the hospitals of patients and physicians; spending of institutions
-- without DML_IND: every row counts
-- without FINAL_ACTION: every version of a claim counts; the money of one that is taken back nets
-- without FI_DOC_CLM_CNTL_NUM, FI_ORIG_CLM_CNTL_NUM: which claim an adjustment replaces or takes back
-- without CLM_MDCR_NON_PMT_RSN_CD: claims that were not paid are not told from others
-- without OP_PHYSN_NPI: links of patients with operating physicians
-- without OT_PHYSN_NPI: links of patients with other physicians
-- without RNDRNG_PHYSN_NPI: links of patients with the physicians of single lines
-- without REV_CNTR: days in intensive care, emergency visits by revenue code
-- without REV_CNTR_UNIT_CNT: days in intensive care, units of service
-- without HCPCS_CD: imaging, tests and emergency visits of outpatients
-- without REV_CNTR_PMT_AMT_AMT: spending of outpatients by kind of service; the total is known
-- without REV_CNTR_DT: the days of lines within a claim of several days
-- without CLM_ADMSN_DT: admission, which is then the first day of the claim
-- without NCH_BENE_DSCHRG_DT: discharge, which is then the last day of the claim
-- without PTNT_DSCHRG_STUS_CD: deaths, transfers and leaves against advice among stays, in readmissions
-- without CLM_DRG_CD: medical and surgical stays, standardized prices of stays by their group
-- without CLM_UTLZTN_DAY_CNT: covered days
-- without NCH_PRMRY_PYR_CLM_PD_AMT: what other insurers paid, in the allowed amount
-- without NCH_BENE_IP_DDCTBL_AMT: what inpatients owed as deductible, in the allowed amount
-- without NCH_BENE_PTA_COINSRNC_LBLTY_AM: what inpatients owed as coinsurance, in the allowed amount
-- without NCH_BENE_PTB_DDCTBL_AMT: what outpatients owed as deductible, in the allowed amount
-- without NCH_BENE_PTB_COINSRNC_AMT: what outpatients owed as coinsurance, in the allowed amount
-- without PRNCPAL_DGNS_CD: the principal diagnosis, where ICD_DGNS_CD1 does not repeat it
-- without ICD_DGNS_CD1: further diagnoses, in the Charlson score
WITH typed AS (
  SELECT
    *,
    try_cast(CLM_LINE_NUM AS INT) AS number,
    NCH_CLM_TYPE_CD RLIKE '^6[0-4]$' AS inpatient,
    to_day(CLM_FROM_DT) AS claim_from,
    to_day(CLM_THRU_DT) AS claim_thru,
    to_day(REV_CNTR_DT) AS line_day,
    to_day(CLM_ADMSN_DT) AS admission_day,
    to_day(NCH_BENE_DSCHRG_DT) AS discharge_day,
    try_cast(CLM_UTLZTN_DAY_CNT AS INT) AS utilization_days,
    -- Amounts passed through for capital, teaching and the like are not paid for a patient and not in it.
    CAST(try_cast(CLM_PMT_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS claim_paid,
    -- What others owed of the claim and of its lines: primary payer, deductibles, coinsurance.
    coalesce(try_cast(NCH_PRMRY_PYR_CLM_PD_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_IP_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTA_COINSRNC_LBLTY_AM AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_BLOOD_DDCTBL_LBLTY_AM AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTB_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(NCH_BENE_PTB_COINSRNC_AMT AS DECIMAL(14, 2)), 0) AS claim_owed,
    CAST(try_cast(REV_CNTR_PMT_AMT_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS line_paid,
    coalesce(try_cast(REV_CNTR_CASH_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(REV_CNTR_BLOOD_DDCTBL_AMT AS DECIMAL(14, 2)), 0)
      + coalesce(try_cast(REV_CNTR_COINSRNC_WGE_ADJSTD_C AS DECIMAL(14, 2)), 0) AS line_owed,
    try_cast(REV_CNTR_UNIT_CNT AS DECIMAL(12, 3)) AS quantity,
    nullif(RNDRNG_PHYSN_NPI, '0000000000') AS rendering,
    if(CLM_FREQ_CD <=> '5', NULL, nullif(FI_ORIG_CLM_CNTL_NUM, FI_DOC_CLM_CNTL_NUM)) AS adjusted,
    filter(
      array(
        named_struct('role', 1, 'npi', nullif(AT_PHYSN_NPI, '0000000000'), 'npi_role', 'attending'),
        named_struct('role', 2, 'npi', nullif(OP_PHYSN_NPI, '0000000000'), 'npi_role', 'operating'),
        named_struct('role', 3, 'npi', nullif(OT_PHYSN_NPI, '0000000000'), 'npi_role', 'other')),
      physician -> physician.npi IS NOT NULL) AS physicians
  FROM source
),
dated AS (
  SELECT
    *,
    if(inpatient, coalesce(admission_day, claim_from), NULL) AS admitted,
    if(inpatient, coalesce(discharge_day, claim_thru), NULL) AS discharged
  FROM typed
),
judged AS (
  SELECT
    *,
    -- Rows without an id are no claim: each stands alone. An update has its own lines.
    concat_ws(
      ' ',
      coalesce(CLM_ID, concat_ws(' ', source_file, row_number)),
      if(DML_IND = 'UPDATE', source_file, NULL)) AS claim_key,
    CASE
      WHEN BENE_ID IS NULL THEN 'missing_id BENE_ID'
      WHEN CLM_ID IS NULL THEN 'missing_id CLM_ID'
      WHEN NCH_CLM_TYPE_CD IS NULL THEN 'missing_code NCH_CLM_TYPE_CD'
      WHEN NOT coalesce(number BETWEEN 1 AND 99999, false) THEN 'invalid_number CLM_LINE_NUM'
      WHEN claim_from IS NULL THEN
        if(CLM_FROM_DT IS NULL, 'missing_date CLM_FROM_DT', 'invalid_date CLM_FROM_DT')
      WHEN claim_thru IS NULL THEN
        if(CLM_THRU_DT IS NULL, 'missing_date CLM_THRU_DT', 'invalid_date CLM_THRU_DT')
      WHEN claim_thru < claim_from THEN 'end_before_start CLM_THRU_DT'
      WHEN line_day IS NULL AND REV_CNTR_DT IS NOT NULL THEN 'invalid_date REV_CNTR_DT'
      WHEN admission_day IS NULL AND CLM_ADMSN_DT IS NOT NULL THEN 'invalid_date CLM_ADMSN_DT'
      WHEN discharge_day IS NULL AND NCH_BENE_DSCHRG_DT IS NOT NULL THEN
        'invalid_date NCH_BENE_DSCHRG_DT'
      WHEN discharged < admitted THEN 'discharge_before_admission NCH_BENE_DSCHRG_DT'
      WHEN utilization_days IS NULL AND CLM_UTLZTN_DAY_CNT IS NOT NULL THEN
        'invalid_number CLM_UTLZTN_DAY_CNT'
      WHEN quantity IS NULL AND REV_CNTR_UNIT_CNT IS NOT NULL THEN 'invalid_number REV_CNTR_UNIT_CNT'
      WHEN line_paid IS NULL AND REV_CNTR_PMT_AMT_AMT IS NOT NULL THEN
        'invalid_amount REV_CNTR_PMT_AMT_AMT'
      WHEN exists(
        array(
          NCH_PRMRY_PYR_CLM_PD_AMT, NCH_BENE_IP_DDCTBL_AMT, NCH_BENE_PTA_COINSRNC_LBLTY_AM, NCH_BENE_BLOOD_DDCTBL_LBLTY_AM,
          NCH_BENE_PTB_DDCTBL_AMT, NCH_BENE_PTB_COINSRNC_AMT, REV_CNTR_CASH_DDCTBL_AMT, REV_CNTR_BLOOD_DDCTBL_AMT,
          REV_CNTR_COINSRNC_WGE_ADJSTD_C),
        amount -> amount IS NOT NULL AND try_cast(amount AS DECIMAL(14, 2)) IS NULL) THEN
        'invalid_amount deductible, coinsurance or primary payer'
      WHEN claim_paid IS NULL THEN
        if(CLM_PMT_AMT IS NULL, 'missing_amount CLM_PMT_AMT', 'invalid_amount CLM_PMT_AMT')
    END AS rejected,
    if(DML_IND = 'DELETE', 'deleted', NULL) AS filtered
  FROM dated
),
numbered AS (
  SELECT
    *,
    rejected IS NULL AND filtered IS NULL AS usable,
    row_number() OVER (
      PARTITION BY claim_key, number, coalesce(rejected, filtered) ORDER BY source_file, row_number) AS time
  FROM judged
),
claims AS (
  -- What a claim tells once is repeated on all its lines: it is taken from the first that can be used.
  SELECT
    *,
    usable AND number = min(if(usable, number, NULL)) OVER claim AS is_first,
    claim_paid - coalesce(sum(if(usable AND time = 1, line_paid, NULL)) OVER claim, 0) AS other_paid,
    -- What lines owe may be more than the claim tells: then nothing is left for it.
    greatest(
      claim_owed - coalesce(sum(if(usable AND time = 1 AND line_paid IS NOT NULL, line_owed, NULL)) OVER claim, 0), 0)
      AS other_owed
  FROM numbered
  WINDOW claim AS (PARTITION BY claim_key)
)
SELECT
  source_file,
  row_number,
  rejected,
  filtered,
  array_compact(
    array(
      if(is_first AND inpatient AND PRVDR_NUM IS NULL, 'without_hospital', NULL),
      if(is_first AND size(physicians) = 0, 'without_physician', NULL),
      if(is_first AND inpatient AND discharge_day IS NULL, 'without_discharge_date', NULL),
      if(is_first AND claim_paid < 0, 'negative_payment', NULL))) AS remarks,
  concat_ws('/', CLM_ID, number) AS row_key,
  if(DML_IND IN ('UPDATE', 'DELETE'), DML_IND, NULL) AS amends,
  CASE FINAL_ACTION WHEN 'N' THEN false WHEN 'F' THEN true END AS final,
  -- The control number of the claim that is adjusted, of the same patient; a late charge (5) only adds to it. Where it is not told,
  -- nor FINAL_ACTION, a claim and one with CLM_FREQ_CD 8 both count, and so their money nets.
  BENE_ID || '/' || FI_DOC_CLM_CNTL_NUM AS known_as,
  BENE_ID || '/' || adjusted AS replaces,
  if(adjusted IS NOT NULL AND CLM_FREQ_CD = '8', true, NULL) AS void,
  -- Every reason not to pay but P, which asks for payment.
  CLM_MDCR_NON_PMT_RSN_CD <> 'P' AS denied,
  CLM_ID AS claim_id,
  number AS segment,
  BENE_ID AS patient_id,
  if(inpatient, 'inpatient', 'outpatient') AS claim_type,
  if(inpatient, claim_from, coalesce(line_day, claim_from)) AS service_from,
  if(inpatient, claim_thru, coalesce(line_day, claim_thru)) AS service_to,
  admitted AS admission_date,
  discharged AS discharge_date,
  -- CCNs have six characters; a number may have lost its leading zero.
  if(inpatient OR NCH_CLM_TYPE_CD = '40', lpad(PRVDR_NUM, greatest(6, length(PRVDR_NUM)), '0'), NULL) AS hospital,
  CLM_DRG_CD AS drg,
  if(is_first, utilization_days, NULL) AS covered_days,
  -- Codes of discharge status have two characters; a number may have lost its leading zero.
  lpad(PTNT_DSCHRG_STUS_CD, greatest(2, length(PTNT_DSCHRG_STUS_CD)), '0') AS disposition,
  if(is_first, claim_paid, NULL) AS paid_amount,
  -- The principal diagnosis is repeated as the first.
  array_distinct(
    array_compact(
      array(
        PRNCPAL_DGNS_CD, ICD_DGNS_CD1, ICD_DGNS_CD2, ICD_DGNS_CD3, ICD_DGNS_CD4, ICD_DGNS_CD5, ICD_DGNS_CD6, ICD_DGNS_CD7,
        ICD_DGNS_CD8, ICD_DGNS_CD9, ICD_DGNS_CD10, ICD_DGNS_CD11, ICD_DGNS_CD12, ICD_DGNS_CD13,
        ICD_DGNS_CD14, ICD_DGNS_CD15, ICD_DGNS_CD16, ICD_DGNS_CD17, ICD_DGNS_CD18, ICD_DGNS_CD19,
        ICD_DGNS_CD20, ICD_DGNS_CD21, ICD_DGNS_CD22, ICD_DGNS_CD23, ICD_DGNS_CD24, ICD_DGNS_CD25))) AS diagnoses,
  concat(
    -- Lines 1, 2 and 3: the physicians of the claim, and on the first of them what it paid beyond its lines.
    if(
      is_first,
      transform(
        if(
          size(physicians) = 0,
          array(named_struct('role', 1, 'npi', CAST(NULL AS STRING), 'npi_role', CAST(NULL AS STRING))),
          physicians),
        (physician, i) -> named_struct(
          'line_number', physician.role,
          'npi', physician.npi,
          'npi_role', physician.npi_role,
          'specialty', CAST(NULL AS STRING),
          'place_of_service', CAST(NULL AS STRING),
          'hcpcs', CAST(NULL AS STRING),
          'units', CAST(NULL AS DECIMAL(12, 3)),
          'revenue_code', CAST(NULL AS STRING),
          'allowed_amount', if(i = 0, CAST(other_paid + other_owed AS DECIMAL(18, 2)), NULL),
          'paid_amount', if(i = 0, CAST(other_paid AS DECIMAL(18, 2)), NULL))),
      array()),
    array(
      named_struct(
        'line_number', 10 * number,
        'npi', rendering,
        'npi_role', if(rendering IS NULL, NULL, 'rendering'),
        'specialty', CAST(NULL AS STRING),
        'place_of_service', CAST(NULL AS STRING),
        'hcpcs', HCPCS_CD,
        'units', quantity,
        -- Revenue codes have four characters; a number may have lost its leading zeros.
        'revenue_code', lpad(REV_CNTR, greatest(4, length(REV_CNTR)), '0'),
        'allowed_amount', CAST(line_paid + line_owed AS DECIMAL(18, 2)),
        'paid_amount', line_paid))) AS lines
FROM claims
