-- One person in one calendar year with a month of enrolment.
-- gives: beneficiary
-- uses: tuva_eligibility
-- Tuva tells neither Part A from B nor HMOs: a month with a day of enrolment counts for both parts, and as the payer of these
-- claims pays in each such month, none of them is in an HMO that would pay instead.
WITH months AS (
  SELECT
    *,
    -- Facts of the span that began last in the year.
    struct(enrolled_from, enrolled_to, source_file, row_number) AS at,
    explode(sequence(trunc(enrolled_from, 'MM'), enrolled_to, INTERVAL 1 MONTH)) AS month
  FROM tuva_eligibility
)
SELECT
  '' AS source_file,
  0L AS row_number,
  patient_id,
  year(month) AS year,
  max_by(birth_date, at) FILTER (WHERE birth_date IS NOT NULL) AS birth_date,
  max_by(death_date, at) FILTER (WHERE death_date IS NOT NULL) AS death_date,
  max_by(sex, at) FILTER (WHERE sex IS NOT NULL) AS sex,
  max_by(race, at) FILTER (WHERE race IS NOT NULL) AS race,
  max_by(state, at) FILTER (WHERE state IS NOT NULL) AS state,
  CAST(NULL AS STRING) AS county,
  CAST(NULL AS STRING) AS county_ssa,
  CAST(NULL AS STRING) AS county_fips,
  max_by(zip, at) FILTER (WHERE zip IS NOT NULL) AS zip,
  CAST(NULL AS STRING) AS hrr,
  size(collect_set(month)) AS months_a,
  size(collect_set(month)) AS months_b,
  0 AS months_hmo
FROM months
GROUP BY patient_id, year(month)
