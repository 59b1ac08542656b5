-- One span of enrolment of a person: eligibility of the Tuva input layer.
-- files: (.*[/_.-])?eligibility([/_.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: tuva_eligibility
-- patient: person_id
-- required: person_id|patient_id, enrollment_start_date, enrollment_end_date
-- optional: gender|sex, race, ethnicity, birth_date, death_date, state, zip_code
-- without FILE: no ages, sex, race, deaths, residence or coverage; everybody on a claim counts
-- without birth_date: outcome.ages leaves everybody out, risk adjustment knows no age
-- without death_date: the cohort last-two-years is empty
-- without zip_code: patients have no region of residence
-- A span must end: where the enrolment of today's members is open, put an expression with the last day of the source in the
-- place of enrollment_end_date.
WITH typed AS (
  SELECT
    *,
    to_day(enrollment_start_date) AS enrolled_from,
    to_day(enrollment_end_date) AS enrolled_to,
    to_day(birth_date) AS birth_day,
    to_day(death_date) AS death_day,
    lower(race) AS race_name,
    lower(ethnicity) AS ethnicity_name
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN enrolled_from IS NULL THEN
      if(enrollment_start_date IS NULL, 'missing_date enrollment_start_date', 'invalid_date enrollment_start_date')
    WHEN enrolled_to IS NULL THEN
      if(enrollment_end_date IS NULL, 'missing_date enrollment_end_date', 'invalid_date enrollment_end_date')
    WHEN enrolled_to < enrolled_from THEN 'end_before_start enrollment_end_date'
    WHEN birth_day IS NULL AND birth_date IS NOT NULL THEN 'invalid_date birth_date'
    WHEN death_day IS NULL AND death_date IS NOT NULL THEN 'invalid_date death_date'
    WHEN death_day < birth_day THEN 'death_before_birth death_date'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(enrolled_from > death_day, 'enrolled_after_death', NULL))) AS remarks,
  -- Every span counts, whichever others the person has; only repeats are left out.
  to_json(struct(person_id, enrolled_from, enrolled_to, gender, race, ethnicity, birth_day, death_day, state, zip_code))
    AS row_key,
  person_id AS patient_id,
  enrolled_from,
  enrolled_to,
  birth_day AS birth_date,
  death_day AS death_date,
  CASE WHEN lower(gender) IN ('female', 'male') THEN lower(gender) END AS sex,
  CASE
    WHEN ethnicity_name LIKE 'hispanic%' OR race_name LIKE 'hispanic%' THEN 'hispanic'
    WHEN race_name IN ('white', 'black', 'asian', 'native', 'other') THEN race_name
    WHEN race_name LIKE 'black%' THEN 'black'
    WHEN race_name LIKE '%indian%' OR race_name LIKE 'north american native%' THEN 'native'
    WHEN race_name LIKE 'other%' OR race_name LIKE '%pacific%' THEN 'other'
  END AS race,
  state,
  lpad(zip_code, if(length(zip_code) > 5, greatest(9, length(zip_code)), 5), '0') AS zip
FROM typed
