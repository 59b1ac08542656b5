-- The networks of the newest period by kind of region: how many, how large, how dense.
SELECT
  region_type,
  count(*) AS networks,
  sum(physicians) AS physicians,
  sum(ties) AS ties,
  round(median(density), 3) AS density,
  round(median(adjusted_degree_median), 1) AS adjusted_degree
FROM published.region_measure
WHERE tie_rule = 'all' AND region_id <> 'unknown'
  AND period = (SELECT max(period) FROM published.region_measure)
GROUP BY region_type
ORDER BY region_type
