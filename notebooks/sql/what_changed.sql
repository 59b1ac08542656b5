-- What changed in the newest period, region by region, beside the quarter before and a year before; most changed first.
SELECT
  region_type,
  region_id,
  against,
  before_period,
  ties_born,
  ties_kept,
  ties_lost,
  round(100 * ties_kept / nullif(ties_kept + ties_lost, 0), 1) AS percent_of_ties_kept,
  physicians_entered,
  physicians_left,
  physicians_stayed,
  change['density'] AS change_of_density
FROM published.change
WHERE tie_rule = 'all' AND region_id <> 'unknown'
  AND period = (SELECT max(period) FROM published.change)
ORDER BY region_type, against, percent_of_ties_kept NULLS LAST, region_id
