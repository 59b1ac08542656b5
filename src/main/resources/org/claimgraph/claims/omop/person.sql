-- One person.
-- files: (.*/)?(?i:person)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_person
-- patient: person_id
-- required: person_id
-- optional: birth_datetime, year_of_birth, month_of_birth, day_of_birth, gender_concept_id, race_concept_id, ethnicity_concept_id, location_id
-- without FILE: patients are those on claims; no ages, sexes, races, deaths, residence or coverage: no cohort last-two-years, no HRR
-- without birth_datetime: dates of birth are put together from year, month and day
-- without month_of_birth, day_of_birth: a birth is on the first of a month of which no day is told, on 15 June of a year of which no month is
-- without gender_concept_id: outcomes are not adjusted for sex
-- without race_concept_id: outcomes are not adjusted for race
-- without ethnicity_concept_id: nobody is Hispanic
-- without location_id: no HRR of residence
WITH typed AS (
  SELECT
    *,
    to_day(split(birth_datetime, '[ T]')[0]) AS birth_day,
    try_cast(year_of_birth AS INT) AS birth_year,
    try_cast(month_of_birth AS INT) AS birth_month,
    try_cast(day_of_birth AS INT) AS day_of_month
  FROM source
),
dated AS (
  SELECT
    *,
    coalesce(
      birth_day,
      -- What is not told is set as the CDM does it.
      to_day(
        format_string(
          '%04d%02d%02d',
          birth_year,
          coalesce(birth_month, 6),
          if(birth_month IS NULL, 15, coalesce(day_of_month, 1))))) AS born
  FROM typed
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN birth_day IS NULL AND birth_datetime IS NOT NULL THEN 'invalid_date birth_datetime'
    WHEN birth_year IS NULL AND year_of_birth IS NOT NULL THEN 'invalid_number year_of_birth'
    WHEN birth_month IS NULL AND month_of_birth IS NOT NULL THEN 'invalid_number month_of_birth'
    WHEN day_of_month IS NULL AND day_of_birth IS NOT NULL THEN 'invalid_number day_of_birth'
    WHEN born IS NULL AND birth_year IS NOT NULL THEN 'invalid_date year_of_birth'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(birth_day IS NULL AND (birth_month IS NULL OR day_of_month IS NULL), 'without_day_of_birth', NULL))) AS remarks,
  person_id AS row_key,
  person_id AS patient_id,
  born AS birth_date,
  CASE gender_concept_id WHEN '8507' THEN 'male' WHEN '8532' THEN 'female' END AS sex,
  CASE
    WHEN ethnicity_concept_id = '38003563' THEN 'hispanic'
    WHEN race_concept_id = '8527' THEN 'white'
    WHEN race_concept_id = '8516' THEN 'black'
    -- As CMS does, with those from islands of the Pacific.
    WHEN race_concept_id IN ('8515', '8557') THEN 'asian'
    WHEN race_concept_id = '8657' THEN 'native'
    -- Another race; more than one race.
    WHEN race_concept_id IN ('8522', '44814659', '1546847') THEN 'other'
  END AS race,
  location_id
FROM dated
