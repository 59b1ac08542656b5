-- One tie: two physicians who share at least one patient in the period.
-- key: period, npi_a, npi_b
-- made once: each pair comes from the block of one of the two, from one row of its product
period STRING COMMENT 'last quarter of the window, YYYYQn',
npi_a STRING COMMENT 'physician, the lower id of the two',
npi_b STRING COMMENT 'physician, the higher id of the two',
shared_patients BIGINT COMMENT 'distinct patients with an encounter with both, exact; of a tie list the number it gives, of two directions the larger',
newman_weight DOUBLE COMMENT 'sum over shared patients of 1 / (physicians of the patient - 1); the sum of one physician over all ties is the number of shared patients; null where the patients are unknown, as in a tie list. Newman, Phys Rev E 64:016132, 2001',
min_encounters BIGINT COMMENT 'sum over shared patients of the smaller number of encounters of the two; null where the patients are unknown. Casalino et al., 2015',
same_hospital BOOLEAN COMMENT 'both have the same known hospital',
same_hrr BOOLEAN COMMENT 'both have the same known hospital referral region',
kept ARRAY<STRING> COMMENT 'the rules of tie.rules that keep this tie, in their order; all keeps every tie, min-N those of at least N shared patients, strongest-Q those as strong as the strongest Q percent of the ties of one end (tie.strongest: or of both ends, or without equals), which is nearly every tie where most have one shared patient, disparity-A, hypergeometric-A and sdsm-A those with p below A, a fraction written by its decimals, 05 for 0.05 (Serrano et al., PNAS 106:6483, 2009; Neal, Social Networks 39:84, 2014)'
