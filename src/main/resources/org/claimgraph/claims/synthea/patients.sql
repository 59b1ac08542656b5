-- One person of the Synthea csv export.
-- files: (.*/)?patients([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: synthea_patient
-- patient: Id
-- required: Id
-- optional: BIRTHDATE, DEATHDATE, RACE, ETHNICITY, GENDER, STATE, COUNTY, FIPS, ZIP
-- without FILE: no ages, sex, race, deaths, residence or coverage; everybody with an encounter counts
-- without ZIP, FIPS: patients have no region of residence
WITH typed AS (
  SELECT *, to_day(BIRTHDATE) AS birth_day, to_day(DEATHDATE) AS death_day FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN Id IS NULL THEN 'missing_id Id'
    WHEN birth_day IS NULL AND BIRTHDATE IS NOT NULL THEN 'invalid_date BIRTHDATE'
    WHEN death_day IS NULL AND DEATHDATE IS NOT NULL THEN 'invalid_date DEATHDATE'
    WHEN death_day < birth_day THEN 'death_before_birth DEATHDATE'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  Id AS row_key,
  Id AS patient_id,
  birth_day AS birth_date,
  death_day AS death_date,
  CASE GENDER WHEN 'M' THEN 'male' WHEN 'F' THEN 'female' END AS sex,
  CASE
    WHEN lower(ETHNICITY) = 'hispanic' OR lower(RACE) = 'hispanic' THEN 'hispanic'
    WHEN lower(RACE) IN ('white', 'black', 'asian', 'native') THEN lower(RACE)
    WHEN RACE IS NOT NULL THEN 'other'
  END AS race,
  STATE AS state,
  COUNTY AS county,
  lpad(FIPS, 5, '0') AS county_fips,
  ZIP AS zip
FROM typed
