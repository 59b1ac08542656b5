-- The network of the nation, period by period.
SELECT
  period,
  physicians,
  ties,
  density,
  degree_median,
  adjusted_degree_median AS adjusted_degree,
  clustering_mean AS clustering,
  communities
FROM published.region_measure
WHERE tie_rule = 'all' AND region_type = 'nation'
ORDER BY period
