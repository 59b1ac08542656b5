-- How outcomes go with the network over hospitals in the newest period: percent per one standard deviation of the measure.
SELECT
  period,
  cohort,
  tie_rule,
  estimand,
  outcome,
  exposure,
  format_number(estimate, 1) AS percent_per_sd,
  format_number(ci_low, 1) AS ci_low,
  format_number(ci_high, 1) AS ci_high,
  units AS hospitals,
  clusters AS hrrs
FROM analysis.effect
WHERE region_type = 'hospital' AND specification NOT LIKE '%[%'
  AND outcome IN ('spending', 'hospital_days', 'physician_visits')
  AND period = (SELECT max(period) FROM analysis.effect)
ORDER BY cohort, tie_rule, estimand, exposure, outcome
