-- Regions side by side: network, and outcomes of everybody adjusted for who the patients are, with the place of each. Hospitals, or
-- HRRs where the outcomes of no hospital may be told.
WITH told AS (
  SELECT *
  FROM published.network_outcome
  WHERE cohort = 'all' AND tie_rule = 'all' AND region_type <> 'nation' AND region_id <> 'unknown'
    AND degree_mean IS NOT NULL AND spending_adjusted IS NOT NULL
    AND period = (SELECT max(period) FROM published.network_outcome)
)
SELECT
  region_type,
  region_id,
  hrr,
  physicians,
  patients,
  degree_mean,
  adjusted_degree_median AS adjusted_degree,
  pcp_relative_centrality_winsorized AS pcp_centrality,
  spending_adjusted,
  hospital_days_adjusted,
  physician_visits_adjusted,
  rank() OVER (ORDER BY degree_mean DESC) AS place_by_degree,
  rank() OVER (ORDER BY spending_adjusted DESC) AS place_by_spending
FROM told
WHERE region_type = (SELECT min(region_type) FROM told) -- in the alphabet too, hospital stands before hrr
ORDER BY place_by_degree, region_id
