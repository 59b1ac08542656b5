-- How outcomes go with networks in the newest period: percent for one standard deviation more of the measure.
SELECT cohort, specification, tie_rule, region_type, outcome, exposure, estimand, estimate, ci_low, ci_high, p, q_bh, units, clusters, note
FROM published.effect
WHERE period = (SELECT max(period) FROM published.effect)
ORDER BY cohort, specification, tie_rule, region_type, exposure, outcome, estimand
