-- One row of a beneficiary summary file: one person in one year; the year stands in the name of the file.
-- files: .*Beneficiary_Summary.*\.(csv|csv\.gz|parquet)
-- gives: beneficiary
-- patient: DESYNPUF_ID
-- required: DESYNPUF_ID, BENE_BIRTH_DT, BENE_DEATH_DT, BENE_SEX_IDENT_CD, BENE_RACE_CD, SP_STATE_CODE, BENE_COUNTY_CD, BENE_HI_CVRAGE_TOT_MONS, BENE_SMI_CVRAGE_TOT_MONS, BENE_HMO_CVRAGE_TOT_MONS
-- optional:
-- without FILE: patients are those on claims; no ages, sexes, races, deaths, residence or coverage: no cohort last-two-years, no HRR
WITH typed AS (
  SELECT
    *,
    try_cast(regexp_extract(source_file, '_(20[0-9]{2})_Beneficiary_Summary', 1) AS INT) AS summary_year,
    to_day(BENE_BIRTH_DT) AS birth_day,
    to_day(BENE_DEATH_DT) AS death_day,
    try_cast(BENE_HI_CVRAGE_TOT_MONS AS INT) AS a,
    try_cast(BENE_SMI_CVRAGE_TOT_MONS AS INT) AS b,
    try_cast(BENE_HMO_CVRAGE_TOT_MONS AS INT) AS hmo
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN DESYNPUF_ID IS NULL THEN 'missing_id DESYNPUF_ID'
    WHEN summary_year IS NULL THEN 'missing_year file name'
    WHEN birth_day IS NULL AND BENE_BIRTH_DT IS NOT NULL THEN 'invalid_date BENE_BIRTH_DT'
    WHEN death_day IS NULL AND BENE_DEATH_DT IS NOT NULL THEN 'invalid_date BENE_DEATH_DT'
    WHEN death_day < birth_day THEN 'death_before_birth BENE_DEATH_DT'
    WHEN NOT coalesce(a BETWEEN 0 AND 12, false) THEN 'invalid_number BENE_HI_CVRAGE_TOT_MONS'
    WHEN NOT coalesce(b BETWEEN 0 AND 12, false) THEN 'invalid_number BENE_SMI_CVRAGE_TOT_MONS'
    WHEN NOT coalesce(hmo BETWEEN 0 AND 12, false) THEN 'invalid_number BENE_HMO_CVRAGE_TOT_MONS'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(dayofmonth(death_day) = 1, 'death_on_first_of_month', NULL))) AS remarks,
  concat_ws('/', DESYNPUF_ID, summary_year) AS row_key,
  DESYNPUF_ID AS patient_id,
  summary_year AS year,
  birth_day AS birth_date,
  death_day AS death_date,
  CASE BENE_SEX_IDENT_CD WHEN '1' THEN 'male' WHEN '2' THEN 'female' END AS sex,
  CASE BENE_RACE_CD
    WHEN '1' THEN 'white' WHEN '2' THEN 'black' WHEN '3' THEN 'other'
    WHEN '4' THEN 'asian' WHEN '5' THEN 'hispanic' WHEN '6' THEN 'native'
  END AS race,
  SP_STATE_CODE AS state,
  lpad(SP_STATE_CODE, 2, '0') || lpad(BENE_COUNTY_CD, 3, '0') AS county,
  lpad(SP_STATE_CODE, 2, '0') || lpad(BENE_COUNTY_CD, 3, '0') AS county_ssa,
  CAST(NULL AS STRING) AS county_fips,
  CAST(NULL AS STRING) AS zip,
  CAST(NULL AS STRING) AS hrr,
  a AS months_a,
  b AS months_b,
  hmo AS months_hmo
FROM typed
