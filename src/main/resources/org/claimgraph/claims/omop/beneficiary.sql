-- Persons, one row for each year in which they were covered on a day; one without a year for those who never were.
-- gives: beneficiary
-- uses: omop_person, omop_death, omop_location, omop_observation_period
WITH months AS (
  SELECT DISTINCT
    patient_id,
    explode(sequence(trunc(first_day, 'MM'), trunc(last_day, 'MM'), INTERVAL 1 MONTH)) AS month
  FROM omop_observation_period
),
years AS (
  SELECT patient_id, year(month) AS year, CAST(count(*) AS INT) AS months
  FROM months
  GROUP BY patient_id, year(month)
)
SELECT
  omop_person.source_file,
  omop_person.row_number,
  patient_id,
  year,
  birth_date,
  death_date,
  sex,
  race,
  state,
  county,
  CAST(NULL AS STRING) AS county_ssa,
  if(county RLIKE '^[0-9]{5}$', county, NULL) AS county_fips,
  zip,
  CAST(NULL AS STRING) AS hrr,
  -- A span of observation does not tell its kinds of cover: it counts as hospital and as medical insurance.
  months AS months_a,
  months AS months_b,
  CAST(NULL AS INT) AS months_hmo
FROM omop_person
LEFT JOIN omop_death USING (patient_id)
LEFT JOIN omop_location USING (location_id)
LEFT JOIN years USING (patient_id)
