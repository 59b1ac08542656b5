-- One physician of a tie list, tied or not.
-- files: .*\.((csv|txt|tsv)(\.gz)?|parquet)
-- gives: node
-- required: npi
-- optional: specialty_group, hospital, hrr, patients
-- without FILE: physicians are those of ties; their patients, specialties, hospitals and HRRs are unknown: measure only the nation
-- without specialty_group: no network measure by specialty
-- without hospital: no networks of hospitals
-- without hrr: no networks of HRRs
-- without patients: no adjusted degree
WITH typed AS (
  SELECT
    *,
    coalesce(lower(specialty_group), 'unknown') AS in_group,
    try_cast(patients AS BIGINT) AS seen
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN npi IS NULL THEN 'missing_id npi'
    WHEN in_group NOT IN ('primary', 'medical', 'surgical', 'other', 'unknown') THEN
      'invalid_code specialty_group'
    WHEN patients IS NOT NULL AND (seen IS NULL OR seen < 0) THEN 'invalid_number patients'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  npi AS row_key,
  npi,
  in_group AS specialty_group,
  hospital,
  hrr,
  seen AS patients
FROM typed
