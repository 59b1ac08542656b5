-- Specification curve of the newest period: every estimate of an outcome and measure with its interval and all choices behind it, lowest first.
-- Points are (place, percent_per_sd) with ci_low and ci_high; the columns from estimand on are the panel of choices below them.
WITH estimates AS (
  SELECT *, CASE WHEN exposure LIKE 'adjusted%' THEN 'adjusted_degree' ELSE exposure END AS measure
  FROM analysis.effect
  WHERE estimate IS NOT NULL AND period = (SELECT max(period) FROM analysis.effect)
)
SELECT
  outcome,
  measure,
  row_number() OVER (
    PARTITION BY outcome, measure
    ORDER BY estimate, estimand, cohort, region_type, tie_rule, specification, exposure
  ) AS place,
  estimate AS percent_per_sd,
  ci_low,
  ci_high,
  p,
  ci_low > 0 OR ci_high < 0 AS excludes_0,
  estimand,
  cohort,
  region_type,
  tie_rule,
  denominator,
  weights,
  se_type,
  policy,
  sample_percent,
  model,
  covariates,
  units,
  clusters,
  specification
FROM estimates
ORDER BY outcome, measure, place
