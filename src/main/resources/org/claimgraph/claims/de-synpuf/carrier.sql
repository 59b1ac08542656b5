-- One row of a carrier (physician) claims file: a claim of up to 13 lines in repeated columns.
-- files: .*Carrier_Claims.*\.(csv|csv\.gz|parquet)
-- gives: claim
-- patient: DESYNPUF_ID
-- required: DESYNPUF_ID, CLM_ID, CLM_FROM_DT, CLM_THRU_DT, PRF_PHYSN_NPI_1, PRF_PHYSN_NPI_2, PRF_PHYSN_NPI_3, PRF_PHYSN_NPI_4, PRF_PHYSN_NPI_5, PRF_PHYSN_NPI_6, PRF_PHYSN_NPI_7, PRF_PHYSN_NPI_8, PRF_PHYSN_NPI_9, PRF_PHYSN_NPI_10, PRF_PHYSN_NPI_11, PRF_PHYSN_NPI_12, PRF_PHYSN_NPI_13, HCPCS_CD_1, HCPCS_CD_2, HCPCS_CD_3, HCPCS_CD_4, HCPCS_CD_5, HCPCS_CD_6, HCPCS_CD_7, HCPCS_CD_8, HCPCS_CD_9, HCPCS_CD_10, HCPCS_CD_11, HCPCS_CD_12, HCPCS_CD_13, LINE_NCH_PMT_AMT_1, LINE_NCH_PMT_AMT_2, LINE_NCH_PMT_AMT_3, LINE_NCH_PMT_AMT_4, LINE_NCH_PMT_AMT_5, LINE_NCH_PMT_AMT_6, LINE_NCH_PMT_AMT_7, LINE_NCH_PMT_AMT_8, LINE_NCH_PMT_AMT_9, LINE_NCH_PMT_AMT_10, LINE_NCH_PMT_AMT_11, LINE_NCH_PMT_AMT_12, LINE_NCH_PMT_AMT_13
-- optional: LINE_ALOWD_CHRG_AMT_1, LINE_ALOWD_CHRG_AMT_2, LINE_ALOWD_CHRG_AMT_3, LINE_ALOWD_CHRG_AMT_4, LINE_ALOWD_CHRG_AMT_5, LINE_ALOWD_CHRG_AMT_6, LINE_ALOWD_CHRG_AMT_7, LINE_ALOWD_CHRG_AMT_8, LINE_ALOWD_CHRG_AMT_9, LINE_ALOWD_CHRG_AMT_10, LINE_ALOWD_CHRG_AMT_11, LINE_ALOWD_CHRG_AMT_12, LINE_ALOWD_CHRG_AMT_13, ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6, ICD9_DGNS_CD_7, ICD9_DGNS_CD_8
-- without FILE: no office visits and no professional spending; physicians are those of hospital claims
-- without LINE_ALOWD_CHRG_AMT_1: no spending as allowed (outcome.money) of these claims; likewise the further lines
-- without ICD9_DGNS_CD_1: no Charlson score of these claims; likewise the further diagnoses
WITH arrays AS (
  SELECT
    *,
    to_day(CLM_FROM_DT) AS from_day,
    to_day(CLM_THRU_DT) AS thru_day,
    array(
        PRF_PHYSN_NPI_1, PRF_PHYSN_NPI_2, PRF_PHYSN_NPI_3, PRF_PHYSN_NPI_4, PRF_PHYSN_NPI_5, PRF_PHYSN_NPI_6,
        PRF_PHYSN_NPI_7, PRF_PHYSN_NPI_8, PRF_PHYSN_NPI_9, PRF_PHYSN_NPI_10, PRF_PHYSN_NPI_11,
        PRF_PHYSN_NPI_12, PRF_PHYSN_NPI_13) AS npis,
    array(
        HCPCS_CD_1, HCPCS_CD_2, HCPCS_CD_3, HCPCS_CD_4, HCPCS_CD_5, HCPCS_CD_6, HCPCS_CD_7, HCPCS_CD_8,
        HCPCS_CD_9, HCPCS_CD_10, HCPCS_CD_11, HCPCS_CD_12, HCPCS_CD_13) AS codes,
    array(
        LINE_NCH_PMT_AMT_1, LINE_NCH_PMT_AMT_2, LINE_NCH_PMT_AMT_3, LINE_NCH_PMT_AMT_4, LINE_NCH_PMT_AMT_5,
        LINE_NCH_PMT_AMT_6, LINE_NCH_PMT_AMT_7, LINE_NCH_PMT_AMT_8, LINE_NCH_PMT_AMT_9, LINE_NCH_PMT_AMT_10,
        LINE_NCH_PMT_AMT_11, LINE_NCH_PMT_AMT_12, LINE_NCH_PMT_AMT_13) AS payments,
    array(
        LINE_ALOWD_CHRG_AMT_1, LINE_ALOWD_CHRG_AMT_2, LINE_ALOWD_CHRG_AMT_3, LINE_ALOWD_CHRG_AMT_4,
        LINE_ALOWD_CHRG_AMT_5, LINE_ALOWD_CHRG_AMT_6, LINE_ALOWD_CHRG_AMT_7, LINE_ALOWD_CHRG_AMT_8,
        LINE_ALOWD_CHRG_AMT_9, LINE_ALOWD_CHRG_AMT_10, LINE_ALOWD_CHRG_AMT_11, LINE_ALOWD_CHRG_AMT_12,
        LINE_ALOWD_CHRG_AMT_13) AS charges
  FROM source
),
typed AS (
  SELECT
    *,
    filter(
      transform(
        sequence(1, 13),
        n -> named_struct(
          'line_number', n,
          'npi', element_at(npis, n),
          'npi_role', if(element_at(npis, n) IS NULL, CAST(NULL AS STRING), 'rendering'),
          'specialty', CAST(NULL AS STRING),
          'place_of_service', CAST(NULL AS STRING),
          'hcpcs', element_at(codes, n),
          'units', CAST(NULL AS DECIMAL(12, 3)),
          'revenue_code', CAST(NULL AS STRING),
          'allowed_amount', CAST(try_cast(element_at(charges, n) AS DECIMAL(14, 2)) AS DECIMAL(18, 2)),
          'paid_amount', CAST(try_cast(element_at(payments, n) AS DECIMAL(14, 2)) AS DECIMAL(18, 2)))),
      -- Slots beyond the claim's last line hold neither a physician nor a procedure, and no money.
      line -> line.npi IS NOT NULL OR line.hcpcs IS NOT NULL
        OR coalesce(line.paid_amount, 0) <> 0 OR coalesce(line.allowed_amount, 0) <> 0) AS used_lines,
    exists(
      concat(payments, charges),
      amount -> amount IS NOT NULL AND try_cast(amount AS DECIMAL(14, 2)) IS NULL) AS invalid_amount
  FROM arrays
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN DESYNPUF_ID IS NULL THEN 'missing_id DESYNPUF_ID'
    WHEN CLM_ID IS NULL THEN 'missing_id CLM_ID'
    WHEN from_day IS NULL THEN
      if(CLM_FROM_DT IS NULL, 'missing_date CLM_FROM_DT', 'invalid_date CLM_FROM_DT')
    WHEN thru_day IS NULL AND CLM_THRU_DT IS NOT NULL THEN 'invalid_date CLM_THRU_DT'
    WHEN thru_day < from_day THEN 'end_before_start CLM_THRU_DT'
    WHEN invalid_amount THEN 'invalid_amount LINE_NCH_PMT_AMT or LINE_ALOWD_CHRG_AMT'
  END AS rejected,
  if(size(used_lines) = 0, 'without_lines', NULL) AS filtered,
  array_compact(
    array(
      if(exists(used_lines, line -> line.npi IS NULL), 'line_without_physician', NULL),
      if(exists(used_lines, line -> line.paid_amount < 0), 'negative_payment', NULL))) AS remarks,
  CLM_ID AS row_key,
  CLM_ID AS claim_id,
  1 AS segment,
  DESYNPUF_ID AS patient_id,
  'professional' AS claim_type,
  from_day AS service_from,
  coalesce(thru_day, from_day) AS service_to,
  CAST(NULL AS DATE) AS admission_date,
  CAST(NULL AS DATE) AS discharge_date,
  CAST(NULL AS STRING) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  CAST(NULL AS DECIMAL(18, 2)) AS paid_amount,
  filter(
    array(
        ICD9_DGNS_CD_1, ICD9_DGNS_CD_2, ICD9_DGNS_CD_3, ICD9_DGNS_CD_4, ICD9_DGNS_CD_5, ICD9_DGNS_CD_6,
        ICD9_DGNS_CD_7, ICD9_DGNS_CD_8),
    code -> code IS NOT NULL) AS diagnoses,
  used_lines AS lines
FROM typed
