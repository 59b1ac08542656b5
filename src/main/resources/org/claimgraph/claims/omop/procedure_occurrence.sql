-- One procedure: a professional claim of one line, with place of service and diagnoses of its visit.
-- files: (.*/)?(?i:procedure_occurrence)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: claim
-- uses: omop_visit, omop_provider, omop_cost
-- patient: person_id
-- required: procedure_occurrence_id, person_id, procedure_date
-- optional: procedure_source_value, quantity, provider_id, visit_occurrence_id
-- without FILE: no procedure codes: no encounter under the policy significant, no visits, images and tests
-- without procedure_source_value: likewise
-- without quantity: national prices count every procedure once
-- without provider_id: physicians are those of visits and visit details
-- without visit_occurrence_id: procedures have neither diagnoses nor places of service
WITH costs AS (
  SELECT event_id, sum(paid) AS paid, sum(allowed) AS allowed
  FROM omop_cost
  WHERE event = 'procedure'
  GROUP BY event_id
),
visits AS (
  SELECT visit_occurrence_id, diagnoses AS visit_diagnoses, lines[0].place_of_service AS place
  FROM omop_visit
),
typed AS (
  SELECT
    source.*,
    to_day(split(procedure_date, '[ T]')[0]) AS day,
    upper(procedure_source_value) AS code,
    try_cast(quantity AS DECIMAL(12, 3)) AS times,
    coalesce(npi, source.provider_id) AS physician,
    specialty,
    place,
    CAST(paid AS DECIMAL(18, 2)) AS paid,
    CAST(allowed AS DECIMAL(18, 2)) AS allowed,
    visit_diagnoses
  FROM source
  LEFT JOIN visits ON source.visit_occurrence_id = visits.visit_occurrence_id
  LEFT JOIN omop_provider ON source.provider_id = omop_provider.provider_id
  LEFT JOIN costs ON procedure_occurrence_id = event_id
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN procedure_occurrence_id IS NULL THEN 'missing_id procedure_occurrence_id'
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN day IS NULL THEN
      if(procedure_date IS NULL, 'missing_date procedure_date', 'invalid_date procedure_date')
    WHEN times IS NULL AND quantity IS NOT NULL THEN 'invalid_number quantity'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(physician IS NULL, 'without_physician', NULL),
      if(visit_diagnoses IS NULL, 'without_visit', NULL))) AS remarks,
  'procedure-' || procedure_occurrence_id AS row_key,
  'procedure-' || procedure_occurrence_id AS claim_id,
  1 AS segment,
  person_id AS patient_id,
  'professional' AS claim_type,
  day AS service_from,
  day AS service_to,
  CAST(NULL AS DATE) AS admission_date,
  CAST(NULL AS DATE) AS discharge_date,
  CAST(NULL AS STRING) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  coalesce(visit_diagnoses, CAST(array() AS ARRAY<STRING>)) AS diagnoses,
  array(
    named_struct(
      'line_number', 1,
      'npi', physician,
      'npi_role', if(physician IS NULL, NULL, 'rendering'),
      'specialty', specialty,
      'place_of_service', place,
      -- HCPCS and CPT by their shape: codes of other systems would be taken for some of these.
      'hcpcs', if(code RLIKE '^([0-9]{4}[0-9A-Z]|[A-Z][0-9]{4})$', code, NULL),
      -- A quantity of 0 is one that is not told.
      'units', nullif(times, 0),
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines
FROM typed
