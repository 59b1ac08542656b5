-- One physician: the specialty of the primary taxonomy, of several or none the lowest code; the lowest ZIP code of practice.
-- gives: physician
-- uses: tuva_provider
SELECT
  '' AS source_file,
  0L AS row_number,
  npi,
  min(struct(NOT is_primary, specialty)) FILTER (WHERE specialty IS NOT NULL).specialty AS specialty,
  min(zip) AS zip,
  CAST(NULL AS STRING) AS hrr
FROM tuva_provider
GROUP BY npi
