-- One person in one year; in a file without a year (beneficiary_history) one person before all years.
-- DML_IND speaks of the person and year, in whatever file: DELETE leaves no row, UPDATE only the update, of several that in the
-- file whose name sorts last.
-- files: (?i)(.*[/_-])?(beneficiar(y|ies)|mbsf)([/_.-].*)?\.((csv|txt|rif)(\.gz)?|parquet)
-- gives: beneficiary
-- patient: BENE_ID
-- required: BENE_ID, BENE_BIRTH_DT
-- optional: DML_IND, STATE_CODE, BENE_COUNTY_CD|COUNTY_CD, BENE_ZIP_CD|ZIP_CD, BENE_SEX_IDENT_CD|SEX_IDENT_CD, BENE_RACE_CD, DEATH_DT|BENE_DEATH_DT, RFRNC_YR|BENE_ENROLLMT_REF_YR, A_MO_CNT|BENE_HI_CVRAGE_TOT_MONS, B_MO_CNT|BENE_SMI_CVRAGE_TOT_MONS, HMO_MO_CNT|BENE_HMO_CVRAGE_TOT_MONS, EFCTV_BGN_DT, FIPS_STATE_CNTY_DEC_CD, FIPS_STATE_CNTY_NOV_CD, FIPS_STATE_CNTY_OCT_CD, FIPS_STATE_CNTY_SEPT_CD, FIPS_STATE_CNTY_AUG_CD, FIPS_STATE_CNTY_JUL_CD, FIPS_STATE_CNTY_JUN_CD, FIPS_STATE_CNTY_MAY_CD, FIPS_STATE_CNTY_APR_CD, FIPS_STATE_CNTY_MAR_CD, FIPS_STATE_CNTY_FEB_CD, FIPS_STATE_CNTY_JAN_CD
-- without FILE: ages, sexes, races, deaths, residence and coverage, with them the cohort of the last two years of life
-- without RFRNC_YR: coverage by calendar year
-- without A_MO_CNT: hospital insurance, in which cohorts a person is
-- without B_MO_CNT: medical insurance, in which cohorts a person is
-- without HMO_MO_CNT: months in an HMO, in which cohorts a person is
-- without DEATH_DT: the cohort of the last two years of life
-- without BENE_SEX_IDENT_CD: adjustment by sex
-- without BENE_RACE_CD: adjustment by race
-- without BENE_ZIP_CD: region of residence by ZIP code
-- without BENE_COUNTY_CD: region of residence by SSA county
-- without FIPS_STATE_CNTY_DEC_CD: region of residence by FIPS county
WITH typed AS (
  SELECT
    *,
    try_cast(RFRNC_YR AS INT) AS calendar_year,
    to_day(BENE_BIRTH_DT) AS birth_day,
    to_day(DEATH_DT) AS death_day,
    try_cast(A_MO_CNT AS INT) AS a,
    try_cast(B_MO_CNT AS INT) AS b,
    try_cast(HMO_MO_CNT AS INT) AS hmo,
    -- SSA: two digits of the state and three of the county, in one column or in two.
    CASE
      WHEN BENE_COUNTY_CD RLIKE '^[0-9]{5}$' THEN BENE_COUNTY_CD
      WHEN BENE_COUNTY_CD RLIKE '^[0-9]{1,3}$' AND STATE_CODE RLIKE '^[0-9]{1,2}$' THEN
        lpad(STATE_CODE, 2, '0') || lpad(BENE_COUNTY_CD, 3, '0')
    END AS ssa,
    -- Of the last month of the year that tells one.
    get(
      filter(
        array(
          FIPS_STATE_CNTY_DEC_CD, FIPS_STATE_CNTY_NOV_CD, FIPS_STATE_CNTY_OCT_CD,
          FIPS_STATE_CNTY_SEPT_CD, FIPS_STATE_CNTY_AUG_CD, FIPS_STATE_CNTY_JUL_CD,
          FIPS_STATE_CNTY_JUN_CD, FIPS_STATE_CNTY_MAY_CD, FIPS_STATE_CNTY_APR_CD,
          FIPS_STATE_CNTY_MAR_CD, FIPS_STATE_CNTY_FEB_CD, FIPS_STATE_CNTY_JAN_CD),
        county -> county RLIKE '^[0-9]{5}$'),
      0) AS fips
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN BENE_ID IS NULL THEN 'missing_id BENE_ID'
    WHEN calendar_year IS NULL AND RFRNC_YR IS NOT NULL THEN 'invalid_number RFRNC_YR'
    WHEN birth_day IS NULL AND BENE_BIRTH_DT IS NOT NULL THEN 'invalid_date BENE_BIRTH_DT'
    WHEN death_day IS NULL AND DEATH_DT IS NOT NULL THEN 'invalid_date DEATH_DT'
    WHEN death_day < birth_day THEN 'death_before_birth DEATH_DT'
    WHEN A_MO_CNT IS NOT NULL AND NOT coalesce(a BETWEEN 0 AND 12, false) THEN 'invalid_number A_MO_CNT'
    WHEN B_MO_CNT IS NOT NULL AND NOT coalesce(b BETWEEN 0 AND 12, false) THEN 'invalid_number B_MO_CNT'
    WHEN HMO_MO_CNT IS NOT NULL AND NOT coalesce(hmo BETWEEN 0 AND 12, false) THEN
      'invalid_number HMO_MO_CNT'
  END AS rejected,
  if(DML_IND = 'DELETE', 'deleted', NULL) AS filtered,
  array_compact(array(if(calendar_year IS NULL, 'without_year', NULL))) AS remarks,
  concat_ws('/', BENE_ID, coalesce(CAST(calendar_year AS STRING), 'before ' || EFCTV_BGN_DT)) AS row_key,
  if(DML_IND IN ('UPDATE', 'DELETE'), DML_IND, NULL) AS amends,
  BENE_ID AS patient_id,
  calendar_year AS year,
  birth_day AS birth_date,
  death_day AS death_date,
  CASE BENE_SEX_IDENT_CD WHEN '1' THEN 'male' WHEN '2' THEN 'female' END AS sex,
  CASE BENE_RACE_CD
    WHEN '1' THEN 'white' WHEN '2' THEN 'black' WHEN '3' THEN 'other'
    WHEN '4' THEN 'asian' WHEN '5' THEN 'hispanic' WHEN '6' THEN 'native'
  END AS race,
  STATE_CODE AS state,
  ssa AS county,
  ssa AS county_ssa,
  fips AS county_fips,
  -- ZIP codes have five digits or nine; a number may have lost its leading zero.
  lpad(BENE_ZIP_CD, if(length(BENE_ZIP_CD) > 5, greatest(9, length(BENE_ZIP_CD)), 5), '0') AS zip,
  CAST(NULL AS STRING) AS hrr,
  a AS months_a,
  b AS months_b,
  hmo AS months_hmo
FROM typed
