-- How each outcome goes with the network over hospitals: percent per one standard deviation of the measure.
SELECT
  cohort,
  outcome,
  exposure,
  format_number(estimate, 1) AS percent_per_sd,
  format_number(ci_low, 1) AS ci_low,
  format_number(ci_high, 1) AS ci_high,
  units AS hospitals,
  clusters AS hrrs
FROM analysis.effect
WHERE cohort = 'all' AND outcome IN ('spending', 'hospital_days', 'physician_visits')
ORDER BY exposure, outcome
