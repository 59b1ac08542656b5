-- One provider, or one taxonomy of a provider: the tables of Tuva's provider data with an npi, each of which tells a part.
-- files: (.*[/_.-])?provider(?!_attribution)([/_.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: tuva_provider
-- required: npi
-- optional: medicare_specialty_code, taxonomy_code|primary_taxonomy_code, primary_flag, practice_zip_code
-- without FILE: no specialties and no regions of practice: primary care is not told, nobody is excluded by specialty
-- without medicare_specialty_code: no specialties: primary care is not told, nobody is excluded by specialty
-- without practice_zip_code: the region of a physician is that of the hospital, else of most patients
WITH typed AS (
  SELECT
    *,
    -- Footnotes of the crosswalk of CMS stand behind some codes, as in 87[3].
    trim(substring_index(medicare_specialty_code, '[', 1)) AS code,
    replace(practice_zip_code, '-', '') AS digits
  FROM source
)
SELECT
  source_file,
  row_number,
  if(npi IS NULL, 'missing_id npi', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(code <> medicare_specialty_code, 'footnote_in_code', NULL))) AS remarks,
  to_json(struct(npi, taxonomy_code, code, primary_flag, digits)) AS row_key,
  npi,
  -- CMS specialty codes have two characters; a number may have lost its leading zero.
  if(length(code) = 1, '0' || code, nullif(code, '')) AS specialty,
  coalesce(lower(primary_flag) IN ('1', 'true'), false) AS is_primary,
  lpad(digits, if(length(digits) > 5, greatest(9, length(digits)), 5), '0') AS zip
FROM typed
