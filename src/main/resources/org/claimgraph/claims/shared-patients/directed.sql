-- One physician who saw patients before another: CMS Physician Shared Patient Patterns and DocGraph, Hop Teaming.
-- files: .*\.((csv|txt|tsv)(\.gz)?|parquet)
-- gives: tie
-- required: from_npi|npi_from|npi_1|npi1, to_npi|npi_to|npi_2|npi2, patients|patient_total|patient_count|bene_count
-- optional: pair_count|shared_transaction_count|transaction_count, same_day|same_day_total|same_day_count
-- headless: from_npi, to_npi, pair_count, patients, same_day
-- without pair_count: network.referral has no number of pairs
-- without same_day: network.referral has no number of pairs on one day
WITH typed AS (
  SELECT
    *,
    try_cast(pair_count AS BIGINT) AS pairs,
    try_cast(patients AS BIGINT) AS shared,
    try_cast(same_day AS BIGINT) AS on_one_day
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN from_npi IS NULL THEN 'missing_id from_npi'
    WHEN to_npi IS NULL THEN 'missing_id to_npi'
    WHEN shared IS NULL OR shared < 1 THEN 'invalid_number patients'
    WHEN pair_count IS NOT NULL AND (pairs IS NULL OR pairs < 1) THEN 'invalid_number pair_count'
    WHEN same_day IS NOT NULL AND (on_one_day IS NULL OR on_one_day < 0) THEN 'invalid_number same_day'
  END AS rejected,
  if(from_npi = to_npi, 'self_pair', NULL) AS filtered,
  -- A patient counts once, a pair of encounters each time: otherwise columns may have changed places.
  array_compact(array(if(pairs < shared, 'more_patients_than_pairs', NULL))) AS remarks,
  concat_ws(char(1), from_npi, to_npi) AS row_key,
  from_npi,
  to_npi,
  true AS directed,
  pairs AS pair_count,
  shared AS patients,
  on_one_day AS same_day
FROM typed
