-- Physicians: providers by NPI, where they have one; several providers of one NPI tell the first specialty and place that one of them has.
-- gives: physician
-- uses: omop_provider, omop_care_site, omop_location
WITH placed AS (
  SELECT npi, provider_id, specialty, zip
  FROM omop_provider
  LEFT JOIN omop_care_site USING (care_site_id)
  LEFT JOIN omop_location USING (location_id)
)
SELECT
  '' AS source_file,
  0L AS row_number,
  npi,
  min(struct(provider_id, specialty)) FILTER (WHERE specialty IS NOT NULL).specialty AS specialty,
  min(struct(provider_id, zip)) FILTER (WHERE zip IS NOT NULL).zip AS zip,
  CAST(NULL AS STRING) AS hrr
FROM placed
GROUP BY npi
