-- Networks of hospitals beside Table 2 of Barnett et al., Medical Care 50:152, 2012 (528 hospitals, Medicare 2006).
WITH hospitals AS (
  SELECT adjusted_degree_median, pcp_relative_centrality_winsorized
  FROM published.region_measure
  WHERE tie_rule = 'all' AND region_type = 'hospital' AND region_id <> 'unknown'
    AND period = (SELECT max(period) FROM published.region_measure)
)
SELECT
  'ties per 100 shared patients, median' AS measure,
  count(adjusted_degree_median) AS hospitals,
  mean(adjusted_degree_median) AS mean,
  stddev_samp(adjusted_degree_median) AS sd,
  208 AS paper_mean,
  107 AS paper_sd
FROM hospitals
UNION ALL
SELECT
  'relative centrality of primary care',
  count(pcp_relative_centrality_winsorized),
  mean(pcp_relative_centrality_winsorized),
  stddev_samp(pcp_relative_centrality_winsorized),
  0.90,
  0.68
FROM hospitals
ORDER BY measure DESC
