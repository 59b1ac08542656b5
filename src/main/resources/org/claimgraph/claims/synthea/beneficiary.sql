-- One person, in each calendar year with a month of insurance where there is one.
-- gives: beneficiary
-- uses: synthea_patient, synthea_coverage, synthea_payer
-- Synthea's payers have no parts: a month with a day of insurance counts for both, and none is in an HMO that would pay in the
-- place of the payer. The last span of a person ends when it would be renewed, which may be after the last encounter: set
-- source.last-day to the day of the export.
WITH months AS (
  SELECT patient_id, explode(sequence(trunc(start_day, 'MM'), end_day, INTERVAL 1 MONTH)) AS month
  FROM synthea_coverage LEFT JOIN synthea_payer USING (payer)
  WHERE NOT coalesce(is_none, false)
),
years AS (
  SELECT patient_id, year(month) AS year, size(collect_set(month)) AS months
  FROM months
  GROUP BY patient_id, year(month)
)
SELECT
  '' AS source_file,
  0L AS row_number,
  patient_id,
  year,
  birth_date,
  death_date,
  sex,
  race,
  state,
  county,
  CAST(NULL AS STRING) AS county_ssa,
  county_fips,
  zip,
  CAST(NULL AS STRING) AS hrr,
  months AS months_a,
  months AS months_b,
  if(months IS NULL, NULL, 0) AS months_hmo
FROM synthea_patient FULL JOIN years USING (patient_id)
