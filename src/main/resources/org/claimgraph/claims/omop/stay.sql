-- Hospital stays, one for each inpatient visit, with the money and the days in intensive care of its details.
-- gives: stay
-- uses: omop_visit, omop_visit_detail
WITH details AS (
  SELECT
    visit_occurrence_id,
    sum(lines[0].allowed_amount) AS allowed,
    sum(lines[0].paid_amount) AS paid,
    sum(icu_days) AS icu_days
  FROM omop_visit_detail
  GROUP BY visit_occurrence_id
)
SELECT
  source_file,
  row_number,
  claim_id AS stay_id,
  patient_id,
  coalesce(hospital, 'unknown') AS hospital,
  admission_date,
  discharge_date,
  covered_days,
  -- Known where the source tells intensive care at all.
  CAST(
    if((SELECT coalesce(max(icu_days), 0) FROM omop_visit_detail) > 0, coalesce(details.icu_days, 0), NULL) AS INT)
    AS icu_days,
  drg,
  CAST(NULL AS BOOLEAN) AS medical,
  disposition,
  diagnoses,
  CAST(coalesce(lines[0].allowed_amount + coalesce(allowed, 0), allowed) AS DECIMAL(18, 2)) AS allowed_amount,
  CAST(coalesce(lines[0].paid_amount + coalesce(paid, 0), paid) AS DECIMAL(18, 2)) AS paid_amount
FROM omop_visit
LEFT JOIN details USING (visit_occurrence_id)
WHERE claim_type = 'inpatient'
