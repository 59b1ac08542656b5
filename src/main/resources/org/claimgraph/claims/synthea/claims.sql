-- One claim of the Synthea csv export: which provider bills for which encounter, for care or medication.
-- files: (.*/)?claims([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: synthea_claim
-- required: Id, PROVIDERID, APPOINTMENTID
-- without FILE: procedures have no physician, and encounters only the one that they name
SELECT
  source_file,
  row_number,
  CASE
    WHEN Id IS NULL THEN 'missing_id Id'
    WHEN APPOINTMENTID IS NULL THEN 'missing_id APPOINTMENTID'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(PROVIDERID IS NULL, 'without_physician', NULL))) AS remarks,
  Id AS row_key,
  APPOINTMENTID AS encounter_id,
  PROVIDERID AS provider
FROM source
