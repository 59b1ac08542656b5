-- Units that models of the newest period leave out, by reason, and models without an estimate.
SELECT cohort, specification, tie_rule, region_type, outcome, exposure, estimand, units, reason, left_out, note
FROM published.effect
LATERAL VIEW OUTER explode(dropped) AS reason, left_out
WHERE period = (SELECT max(period) FROM published.effect) AND (left_out > 0 OR note IS NOT NULL)
ORDER BY cohort, specification, tie_rule, region_type, outcome, exposure, estimand, reason
