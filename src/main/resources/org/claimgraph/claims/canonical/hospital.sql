-- One hospital. Further numeric columns become covariates.
-- files: hospital(\.[^/]*)?(/.*)?\.(csv|csv\.gz|parquet)|hospital/[^/]*\.(csv|csv\.gz|parquet)
-- gives: hospital
-- required: hospital
-- optional: beds, urban, teaching, ownership, hrr
-- further: every other column, by name
-- without FILE: hospitals are those on lines and stays; they have no beds and no other covariates of a study
-- without beds: no covariate beds
-- without urban: no covariate urban
-- without teaching: no covariate teaching
-- without ownership: no covariate ownership
-- without hrr: the HRR of a hospital is that where most of its patients live
WITH typed AS (
  SELECT
    *,
    map_filter(
      transform_values(further, (name, value) -> try_cast(value AS DOUBLE)),
      (name, value) -> abs(value) < double('Infinity')) AS numbers
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN hospital IS NULL THEN 'missing_id hospital'
    WHEN beds IS NOT NULL AND try_cast(beds AS INT) IS NULL THEN 'invalid_number beds'
    WHEN urban IS NOT NULL AND lower(urban) NOT IN ('true', 'false') THEN 'invalid_code urban'
  END AS rejected,
  CAST(NULL AS STRING) AS filtered,
  CAST(array() AS ARRAY<STRING>) AS remarks,
  hospital AS row_key,
  hospital,
  try_cast(beds AS INT) AS beds,
  CASE lower(urban) WHEN 'true' THEN true WHEN 'false' THEN false END AS urban,
  teaching,
  ownership,
  hrr,
  if(size(numbers) = 0, NULL, numbers) AS covariates
FROM typed
