-- The six associations in the abstract of Barnett et al., Medical Care 50:152, 2012, and the same of the newest period: percent
-- for one standard deviation more of the measure. Null where the study has another outcome, or no estimate.
WITH paper AS (
  SELECT * FROM VALUES
    ('adjusted_degree_median', 'spending', 17.8),
    ('adjusted_degree_median', 'hospital_days', 17.4),
    ('adjusted_degree_median', 'physician_visits', 23.8),
    ('pcp_relative_centrality_winsorized', 'medical_specialist_visits', -14.7),
    ('pcp_relative_centrality_winsorized', 'spending_imaging', -9.2),
    ('pcp_relative_centrality_winsorized', 'spending_tests', -12.9)
    AS paper (exposure, outcome, percent)
),
found AS (
  SELECT *
  FROM published.effect
  WHERE region_type = 'hospital' AND tie_rule = 'all' AND specification NOT LIKE '%[%'
    AND period = (SELECT max(period) FROM published.effect)
)
SELECT
  paper.exposure,
  paper.outcome,
  paper.percent AS paper,
  found.cohort,
  found.estimand,
  found.estimate,
  found.ci_low,
  found.ci_high,
  found.units AS hospitals,
  found.clusters AS hrrs
FROM paper
LEFT JOIN found ON found.exposure = paper.exposure AND found.outcome = paper.outcome
ORDER BY paper.exposure, abs(paper.percent) DESC, found.cohort, found.estimand
