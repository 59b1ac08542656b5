-- One line of a claim for durable medical equipment.
-- Its money counts; it names no physician who treats, only the supplier and who referred.
-- DML_IND speaks of whole claims, in whatever file: DELETE leaves no row of the claim, UPDATE only those of the update, of several
-- updates those in the file whose name sorts last.
-- files: (?i)(.*[/_-])?dme([/_.-].*)?\.((csv|txt|rif)(\.gz)?|parquet)
-- gives: claim
-- patient: BENE_ID
-- required: BENE_ID, CLM_ID, LINE_NUM, CLM_FROM_DT
-- missing: Give one row for each line, with the columns of its claim: where claims and lines come apart (_claims_k and _line_k), join them by CLM_ID first.
-- optional: DML_IND, FINAL_ACTION, CARR_CLM_ENTRY_CD, CARR_CLM_PMT_DNL_CD, CLM_THRU_DT, PRNCPAL_DGNS_CD, ICD_DGNS_CD1, ICD_DGNS_CD2, ICD_DGNS_CD3, ICD_DGNS_CD4, ICD_DGNS_CD5, ICD_DGNS_CD6, ICD_DGNS_CD7, ICD_DGNS_CD8, ICD_DGNS_CD9, ICD_DGNS_CD10, ICD_DGNS_CD11, ICD_DGNS_CD12, LINE_SRVC_CNT, LINE_PLACE_OF_SRVC_CD, LINE_1ST_EXPNS_DT, LINE_LAST_EXPNS_DT, HCPCS_CD, LINE_NCH_PMT_AMT, LINE_ALOWD_CHRG_AMT, LINE_PRCSG_IND_CD
-- without FILE: spending on equipment
-- without DML_IND: every row counts
-- without FINAL_ACTION: every version of a claim counts; the money of one that is taken back nets
-- without CARR_CLM_PMT_DNL_CD: claims that were denied are not told from others
-- without LINE_PRCSG_IND_CD: lines that were denied are not told from others
-- without LINE_NCH_PMT_AMT: spending on equipment, as paid
-- without LINE_ALOWD_CHRG_AMT: spending on equipment, as allowed
WITH typed AS (
  SELECT
    *,
    try_cast(LINE_NUM AS INT) AS number,
    to_day(CLM_FROM_DT) AS claim_from,
    to_day(CLM_THRU_DT) AS claim_thru,
    to_day(LINE_1ST_EXPNS_DT) AS line_from,
    to_day(LINE_LAST_EXPNS_DT) AS line_thru,
    try_cast(LINE_SRVC_CNT AS DECIMAL(12, 3)) AS quantity,
    CAST(try_cast(LINE_NCH_PMT_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    CAST(try_cast(LINE_ALOWD_CHRG_AMT AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS allowed
  FROM source
),
dated AS (
  SELECT
    *,
    coalesce(line_from, claim_from) AS from_day,
    coalesce(line_thru, line_from, claim_thru, claim_from) AS thru_day
  FROM typed
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN BENE_ID IS NULL THEN 'missing_id BENE_ID'
    WHEN CLM_ID IS NULL THEN 'missing_id CLM_ID'
    WHEN NOT coalesce(number > 0, false) THEN 'invalid_number LINE_NUM'
    WHEN claim_from IS NULL THEN
      if(CLM_FROM_DT IS NULL, 'missing_date CLM_FROM_DT', 'invalid_date CLM_FROM_DT')
    WHEN claim_thru IS NULL AND CLM_THRU_DT IS NOT NULL THEN 'invalid_date CLM_THRU_DT'
    WHEN line_from IS NULL AND LINE_1ST_EXPNS_DT IS NOT NULL THEN 'invalid_date LINE_1ST_EXPNS_DT'
    WHEN line_thru IS NULL AND LINE_LAST_EXPNS_DT IS NOT NULL THEN 'invalid_date LINE_LAST_EXPNS_DT'
    WHEN thru_day < from_day THEN 'end_before_start LINE_LAST_EXPNS_DT or CLM_THRU_DT'
    WHEN quantity IS NULL AND LINE_SRVC_CNT IS NOT NULL THEN 'invalid_number LINE_SRVC_CNT'
    WHEN paid IS NULL AND LINE_NCH_PMT_AMT IS NOT NULL THEN 'invalid_amount LINE_NCH_PMT_AMT'
    WHEN allowed IS NULL AND LINE_ALOWD_CHRG_AMT IS NOT NULL THEN 'invalid_amount LINE_ALOWD_CHRG_AMT'
  END AS rejected,
  if(DML_IND = 'DELETE', 'deleted', NULL) AS filtered,
  array_compact(
    array(
      if(paid < 0, 'negative_payment', NULL))) AS remarks,
  concat_ws('/', CLM_ID, number) AS row_key,
  -- Which claim one with CARR_CLM_ENTRY_CD 3 takes back is not told: where FINAL_ACTION is not either, both count, and so their money nets.
  if(DML_IND IN ('UPDATE', 'DELETE'), DML_IND, NULL) AS amends,
  CASE FINAL_ACTION WHEN 'N' THEN false WHEN 'F' THEN true END AS final,
  -- Paid to somebody: 1 to 9, A and B. Allowed, reprocessed, and paid in the second place: A, R and S.
  CARR_CLM_PMT_DNL_CD NOT IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B')
    OR LINE_PRCSG_IND_CD NOT IN ('A', 'R', 'S') AS denied,
  CLM_ID AS claim_id,
  number AS segment,
  BENE_ID AS patient_id,
  'professional' AS claim_type,
  from_day AS service_from,
  thru_day AS service_to,
  CAST(NULL AS DATE) AS admission_date,
  CAST(NULL AS DATE) AS discharge_date,
  CAST(NULL AS STRING) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  -- The principal diagnosis is repeated as the first.
  array_distinct(
    array_compact(
      array(
        PRNCPAL_DGNS_CD, ICD_DGNS_CD1, ICD_DGNS_CD2, ICD_DGNS_CD3, ICD_DGNS_CD4, ICD_DGNS_CD5, ICD_DGNS_CD6, ICD_DGNS_CD7,
        ICD_DGNS_CD8, ICD_DGNS_CD9, ICD_DGNS_CD10, ICD_DGNS_CD11, ICD_DGNS_CD12))) AS diagnoses,
  array(
    named_struct(
      'line_number', number,
      'npi', CAST(NULL AS STRING),
      'npi_role', CAST(NULL AS STRING),
      'specialty', CAST(NULL AS STRING),
      'place_of_service', LINE_PLACE_OF_SRVC_CD,
      'hcpcs', HCPCS_CD,
      'units', quantity,
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines
FROM dated
