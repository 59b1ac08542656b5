-- What was allowed and paid for one visit, visit detail or procedure. Several costs of one event add up.
-- Each is counted where it is told, that of a visit beside those of its procedures: a source must not tell the sum of the others too.
-- A cost of an event that the source does not have, or that is rejected, is filtered as without_claim.
-- files: (.*/)?(?i:cost)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_cost
-- required: cost_id, cost_event_id, cost_domain_id
-- optional: currency_concept_id, paid_by_payer, amount_allowed, drg_source_value
-- without FILE: no spending, no DRG of a stay
-- without currency_concept_id: all amounts are taken for US dollars
-- without paid_by_payer: no spending as paid (outcome.money)
-- without amount_allowed: no spending as allowed (outcome.money)
-- without drg_source_value: no readmissions by DRG, and every stay counts as medical
WITH typed AS (
  SELECT
    *,
    CASE replace(lower(cost_domain_id), '_', ' ')
      WHEN 'visit' THEN 'visit' WHEN 'visit occurrence' THEN 'visit'
      WHEN 'visit detail' THEN 'visit detail'
      WHEN 'procedure' THEN 'procedure' WHEN 'procedure occurrence' THEN 'procedure'
    END AS event,
    CAST(try_cast(paid_by_payer AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS paid,
    CAST(try_cast(amount_allowed AS DECIMAL(14, 2)) AS DECIMAL(18, 2)) AS allowed
  FROM source
)
SELECT
  source_file,
  row_number,
  CASE
    WHEN cost_id IS NULL THEN 'missing_id cost_id'
    WHEN cost_event_id IS NULL THEN 'missing_id cost_event_id'
    WHEN cost_domain_id IS NULL THEN 'missing_id cost_domain_id'
    WHEN paid IS NULL AND paid_by_payer IS NOT NULL THEN 'invalid_amount paid_by_payer'
    WHEN allowed IS NULL AND amount_allowed IS NOT NULL THEN 'invalid_amount amount_allowed'
    -- 44818668: US dollar; 0: not known.
    WHEN currency_concept_id NOT IN ('44818668', '0') THEN 'other_currency currency_concept_id'
  END AS rejected,
  -- Drugs, devices and the rest are no claims of physicians or hospitals.
  if(event IS NULL, 'other_event', NULL) AS filtered,
  array_compact(array(if(paid < 0, 'negative_payment', NULL))) AS remarks,
  cost_id AS row_key,
  event,
  cost_event_id AS event_id,
  replace(event, ' ', '-') || '-' || cost_event_id AS claim_id,
  paid,
  allowed,
  drg_source_value AS drg
FROM typed
