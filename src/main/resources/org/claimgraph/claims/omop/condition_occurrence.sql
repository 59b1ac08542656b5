-- One diagnosis of one person.
-- One of a visit that the source does not have, or that is rejected, is filtered as without_claim.
-- files: (.*/)?(?i:condition_occurrence)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_condition
-- patient: person_id
-- required: condition_occurrence_id, person_id, visit_occurrence_id, condition_source_value
-- optional: condition_status_concept_id
-- without FILE: no Charlson score, no ambulatory-care-sensitive admissions
-- without condition_status_concept_id: the principal diagnosis is the one with the lowest condition_occurrence_id
WITH typed AS (
  SELECT
    *,
    upper(replace(condition_source_value, '.', '')) AS code
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN condition_occurrence_id IS NULL THEN 'missing_id condition_occurrence_id'
    WHEN person_id IS NULL THEN 'missing_id person_id'
  END AS rejected,
  CASE
    WHEN visit_occurrence_id IS NULL THEN 'without_visit'
    -- ICD-9-CM or ICD-10-CM by their shapes; codes of other systems would be taken for some of these.
    WHEN code IS NULL
      OR NOT code RLIKE '^([0-9]{3,5}|V[0-9]{2,4}|E[0-9]{3,4}|[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4})$' THEN 'not_icd'
  END AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  condition_occurrence_id AS row_key,
  person_id AS patient_id,
  visit_occurrence_id,
  'visit-' || visit_occurrence_id AS claim_id,
  struct(
    -- 32901, 32902, 32903: primary diagnosis, at admission, at all and at discharge; those come first.
    coalesce(condition_status_concept_id, '0') NOT IN ('32901', '32902', '32903') AS secondary,
    length(condition_occurrence_id) AS id_length,
    condition_occurrence_id AS id,
    code) AS diagnosis
FROM typed
