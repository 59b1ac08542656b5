-- One covered person, or one person in one year where the column year is given.
-- files: beneficiary(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|beneficiary/[^/]*\.(csv|csv\.gz|parquet)
-- gives: beneficiary
-- patient: patient_id
-- required: patient_id
-- optional: year, birth_date, sex, race, death_date, state, county, zip, hrr, months_a, months_b, months_hmo
-- without FILE: patients are those on claims; no ages, sexes, races, deaths, residence or coverage: no cohort last-two-years, no HRR
-- without year: no coverage by year
-- without birth_date: no ages
-- without sex: outcomes are not adjusted for sex
-- without race: outcomes are not adjusted for race
-- without death_date: nobody is in the cohort last-two-years
-- without county: without zip and hrr too, no HRR of residence
-- without zip: the HRR of residence comes from hrr or county
-- without hrr: the HRR of residence comes from zip or county (region.zip-hrr, region.county-hrr)
-- without months_a: outcome.coverage.part-a leaves everybody out
-- without months_b: outcome.coverage.part-b leaves everybody out
-- without months_hmo: outcome.coverage.no-hmo leaves everybody out
WITH typed AS (
  SELECT
    *,
    try_cast(year AS INT) AS calendar_year,
    to_day(birth_date) AS birth_day,
    to_day(death_date) AS death_day,
    try_cast(months_a AS INT) AS a,
    try_cast(months_b AS INT) AS b,
    try_cast(months_hmo AS INT) AS hmo
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN patient_id IS NULL THEN 'missing_id patient_id'
    WHEN year IS NOT NULL AND NOT coalesce(calendar_year BETWEEN 1850 AND 2200, false) THEN 'invalid_number year'
    WHEN birth_day IS NULL AND birth_date IS NOT NULL THEN 'invalid_date birth_date'
    WHEN death_day IS NULL AND death_date IS NOT NULL THEN 'invalid_date death_date'
    WHEN death_day < birth_day THEN 'death_before_birth death_date'
    WHEN months_a IS NOT NULL AND NOT coalesce(a BETWEEN 0 AND 1200, false) THEN 'invalid_number months_a'
    WHEN months_b IS NOT NULL AND NOT coalesce(b BETWEEN 0 AND 1200, false) THEN 'invalid_number months_b'
    WHEN months_hmo IS NOT NULL AND NOT coalesce(hmo BETWEEN 0 AND 1200, false) THEN 'invalid_number months_hmo'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  concat_ws('/', patient_id, calendar_year) AS row_key,
  patient_id,
  calendar_year AS year,
  birth_day AS birth_date,
  death_day AS death_date,
  CASE WHEN lower(sex) IN ('female', 'f') THEN 'female' WHEN lower(sex) IN ('male', 'm') THEN 'male' END AS sex,
  lower(race) AS race,
  state,
  county,
  CAST(NULL AS STRING) AS county_ssa,
  county AS county_fips,
  zip,
  hrr,
  a AS months_a,
  b AS months_b,
  hmo AS months_hmo
FROM typed
