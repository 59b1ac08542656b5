-- One detail of a visit: a claim of one line, of the type of its visit.
-- A detail that tells no more than its visit, the same physician or none on the same day, is filtered as told_by_visit, so that
-- nothing stands twice; never one that has a cost of its own or is intensive care.
-- files: (.*/)?(?i:visit_detail)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: claim
-- view: omop_visit_detail
-- uses: omop_visit, omop_provider, omop_care_site, omop_cost
-- patient: person_id
-- required: visit_detail_id, person_id, visit_detail_concept_id, visit_detail_start_date, visit_occurrence_id
-- optional: visit_detail_end_date, provider_id, care_site_id
-- without FILE: physicians are those of visits and procedures; no days in intensive care
-- without visit_detail_end_date: details end on the day they begin
-- without provider_id: physicians are those of visits and procedures
-- without care_site_id: hospitals are those of visits
WITH costs AS (
  SELECT event_id, sum(paid) AS paid, sum(allowed) AS allowed
  FROM omop_cost
  WHERE event = 'visit detail'
  GROUP BY event_id
),
visits AS (
  SELECT
    visit_occurrence_id,
    service_from AS visit_day,
    claim_type AS visit_type,
    hospital AS visit_hospital,
    diagnoses AS visit_diagnoses,
    lines[0].npi AS visit_physician,
    lines[0].place_of_service AS visit_place
  FROM omop_visit
),
typed AS (
  SELECT
    source.*,
    to_day(split(visit_detail_start_date, '[ T]')[0]) AS start_day,
    to_day(split(visit_detail_end_date, '[ T]')[0]) AS end_day,
    coalesce(
      visit_type, if(visit_detail_concept_id IN ('9201', '262', '8717', '32037'), 'inpatient', 'professional')) AS type,
    coalesce(npi, source.provider_id) AS physician,
    specialty,
    -- The place of a detail may be a ward.
    coalesce(visit_hospital, hospital, source.care_site_id) AS care_site,
    coalesce(place_of_service, visit_place) AS place,
    CAST(paid AS DECIMAL(18, 2)) AS paid,
    CAST(allowed AS DECIMAL(18, 2)) AS allowed,
    event_id IS NOT NULL AS has_cost,
    -- Intensive care.
    visit_detail_concept_id <=> '32037' AS intensive,
    visit_day,
    visit_physician,
    visit_diagnoses
  FROM source
  LEFT JOIN visits ON source.visit_occurrence_id = visits.visit_occurrence_id
  LEFT JOIN omop_provider ON source.provider_id = omop_provider.provider_id
  LEFT JOIN omop_care_site ON source.care_site_id = omop_care_site.care_site_id
  LEFT JOIN costs ON visit_detail_id = event_id
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN visit_detail_id IS NULL THEN 'missing_id visit_detail_id'
    WHEN person_id IS NULL THEN 'missing_id person_id'
    WHEN visit_detail_concept_id NOT RLIKE '^[0-9]+$' THEN 'invalid_code visit_detail_concept_id'
    WHEN start_day IS NULL THEN
      if(visit_detail_start_date IS NULL, 'missing_date visit_detail_start_date', 'invalid_date visit_detail_start_date')
    WHEN end_day IS NULL AND visit_detail_end_date IS NOT NULL THEN 'invalid_date visit_detail_end_date'
    WHEN end_day < start_day THEN 'end_before_start visit_detail_end_date'
  END AS rejected,
  if(
    start_day = visit_day AND (physician = visit_physician OR physician IS NULL) AND NOT has_cost AND NOT intensive,
    'told_by_visit',
    NULL) AS filtered,
  array_compact(
    array(
      if(physician IS NULL, 'without_physician', NULL),
      if(visit_day IS NULL, 'without_visit', NULL))) AS remarks,
  'visit-detail-' || visit_detail_id AS row_key,
  'visit-detail-' || visit_detail_id AS claim_id,
  1 AS segment,
  person_id AS patient_id,
  type AS claim_type,
  start_day AS service_from,
  coalesce(end_day, start_day) AS service_to,
  if(type = 'inpatient', start_day, NULL) AS admission_date,
  if(type = 'inpatient', coalesce(end_day, start_day), NULL) AS discharge_date,
  if(type = 'inpatient', care_site, NULL) AS hospital,
  CAST(NULL AS STRING) AS drg,
  CAST(NULL AS INT) AS covered_days,
  paid AS paid_amount,
  coalesce(visit_diagnoses, CAST(array() AS ARRAY<STRING>)) AS diagnoses,
  array(
    named_struct(
      'line_number', 1,
      'npi', physician,
      'npi_role', if(physician IS NULL, NULL, if(type = 'inpatient', 'other', 'rendering')),
      'specialty', specialty,
      'place_of_service', place,
      'hcpcs', CAST(NULL AS STRING),
      'units', CAST(NULL AS DECIMAL(12, 3)),
      'revenue_code', CAST(NULL AS STRING),
      'allowed_amount', allowed,
      'paid_amount', paid)) AS lines,
  visit_occurrence_id,
  if(intensive, greatest(datediff(coalesce(end_day, start_day), start_day), 1), 0) AS icu_days
FROM typed
