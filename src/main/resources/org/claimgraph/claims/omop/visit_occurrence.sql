-- One visit: a claim of one line, inpatient with a hospital where the visit is a stay, else professional.
-- files: (.*/)?(?i:visit_occurrence)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: claim
-- view: omop_visit
-- uses: omop_provider, omop_care_site, omop_cost, omop_condition
-- patient: person_id
-- required: visit_occurrence_id, person_id, visit_concept_id, visit_start_date
-- optional: visit_end_date, provider_id, care_site_id, discharged_to_concept_id|discharge_to_concept_id, discharged_to_source_value|discharge_to_source_value
-- without FILE: no stays, no diagnoses, no places of service; visit details and procedures alone are claims
-- without visit_end_date: inpatient visits are rejected, the others end on the day they begin
-- without provider_id: physicians are those of visit details and procedures
-- without care_site_id: no hospitals
-- without discharged_to_concept_id, discharged_to_source_value: deaths in hospital and departures against advice are followed as other stays for readmission
WITH costs AS (
  SELECT event_id, sum(paid) AS paid, sum(allowed) AS allowed, min(drg) AS drg
  FROM omop_cost
  WHERE event = 'visit'
  GROUP BY event_id
),
conditions AS (
  -- Primary ones first, then by id.
  SELECT visit_occurrence_id, array_distinct(sort_array(collect_list(diagnosis)).code) AS codes
  FROM omop_condition
  GROUP BY visit_occurrence_id
),
typed AS (
  SELECT
    source.*,
    to_day(split(visit_start_date, '[ T]')[0]) AS start_day,
    to_day(split(visit_end_date, '[ T]')[0]) AS end_day,
    -- Inpatient visit; emergency room and inpatient visit; inpatient hospital.
    if(visit_concept_id IN ('9201', '262', '8717'), 'inpatient', 'professional') AS type,
    coalesce(npi, source.provider_id) AS physician,
    specialty,
    coalesce(hospital, source.care_site_id) AS care_site,
    coalesce(
      place_of_service,
      CASE
        WHEN visit_concept_id IN ('9201', '262', '8717') THEN '21'
        -- Emergency room visit; emergency room of a hospital.
        WHEN visit_concept_id IN ('9203', '8870') THEN '23'
      END) AS place,
    CAST(paid AS DECIMAL(18, 2)) AS paid,
    CAST(allowed AS DECIMAL(18, 2)) AS allowed,
    drg,
    codes
  FROM source
  LEFT JOIN omop_provider ON source.provider_id = omop_provider.provider_id
  LEFT JOIN omop_care_site ON source.care_site_id = omop_care_site.care_site_id
  LEFT JOIN costs ON source.visit_occurrence_id = event_id
  LEFT JOIN conditions ON source.visit_occurrence_id = conditions.visit_occurrence_id
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN visit_occurrence_id IS NULL THEN 'missing_id visit_occurrence_id'
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN visit_concept_id NOT RLIKE '^[0-9]+$' THEN 'invalid_code visit_concept_id'
    WHEN start_day IS NULL THEN
      if(visit_start_date IS NULL, 'missing_date visit_start_date', 'invalid_date visit_start_date')
    WHEN end_day IS NULL AND visit_end_date IS NOT NULL THEN 'invalid_date visit_end_date'
    WHEN end_day IS NULL AND type = 'inpatient' THEN 'missing_date visit_end_date'
    WHEN end_day < start_day THEN 'end_before_start visit_end_date'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(physician IS NULL, 'without_physician', NULL),
      if(type = 'inpatient' AND care_site IS NULL, 'without_hospital', NULL))) AS remarks,
  'visit-' || visit_occurrence_id AS row_key,
  'visit-' || visit_occurrence_id AS claim_id,
  1 AS segment,
  person_id AS patient_id,
  type AS claim_type,
  start_day AS service_from,
  coalesce(end_day, start_day) AS service_to,
  if(type = 'inpatient', start_day, NULL) AS admission_date,
  if(type = 'inpatient', end_day, NULL) AS discharge_date,
  if(type = 'inpatient', care_site, NULL) AS hospital,
  drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  coalesce(codes, CAST(array() AS ARRAY<STRING>)) AS diagnoses,
  array(
    named_struct(
      'line_number', 1,
      'npi', physician,
      'npi_role', if(physician IS NULL, NULL, if(type = 'inpatient', 'attending', 'rendering')),
      'specialty', specialty,
      'place_of_service', place,
      'hcpcs', CAST(NULL AS STRING),
      'units', CAST(NULL AS DECIMAL(12, 3)),
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines,
  visit_occurrence_id,
  -- CMS patient discharge status: as the source has it; else died, or left against advice.
  CASE
    WHEN discharged_to_source_value RLIKE '^[0-9]{2}$' THEN discharged_to_source_value
    WHEN discharged_to_concept_id = '4216643' THEN '20'
    WHEN discharged_to_concept_id = '4021968' THEN '07'
  END AS disposition
FROM typed
