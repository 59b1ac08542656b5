-- One physician in each network: what is measured, and the share of the other physicians there with fewer ties. Another physician: put
-- an NPI in the place of the query of chosen; here it is one of those who share most patients with one colleague.
WITH chosen AS (
  SELECT npi_a AS npi
  FROM published.tie
  WHERE period = (SELECT max(period) FROM published.tie)
  ORDER BY shared_patients DESC, npi_a, npi_b
  LIMIT 1
),
ranked AS (
  SELECT
    *,
    count(*) OVER (PARTITION BY region_type, region_id) AS physicians,
    percent_rank() OVER (PARTITION BY region_type, region_id ORDER BY degree) AS share_with_fewer_ties
  FROM published.physician_measure
  WHERE tie_rule = 'all' AND region_id <> 'unknown'
    AND period = (SELECT max(period) FROM published.physician_measure)
)
SELECT
  npi,
  region_type,
  region_id,
  specialty_group,
  physicians,
  degree,
  share_with_fewer_ties,
  adjusted_degree,
  clustering,
  betweenness_normalized,
  constraint,
  core,
  community
FROM ranked
WHERE npi = (SELECT npi FROM chosen)
ORDER BY physicians
