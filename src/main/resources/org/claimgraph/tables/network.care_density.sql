-- One patient of the period: how much the physicians seen also share other patients. Never published. A period made from a tie list has none.
-- key: period, patient_id
period STRING COMMENT 'last quarter of the window, YYYYQn',
patient_id STRING COMMENT 'patient, as in network.patient_physician',
physicians BIGINT COMMENT 'physicians with an encounter with the patient in the period, at least 1',
pairs BIGINT COMMENT 'pairs of these physicians, n (n - 1) / 2 of n physicians',
care_density DOUBLE COMMENT 'sum over these pairs of network.tie.shared_patients, this patient included / pairs, at least 1, whatever the region or tie rule; null below two physicians. Pollack et al., J Gen Intern Med 28:459, 2013',
fragmented_care_density DOUBLE COMMENT 'the same, shared patients of each pair times measure.care-density.weights of the specialty groups of the two; equal to care_density where all weights are 1; null below two physicians or where the specialty group of one is unknown. Engels et al., BMC Medical Research Methodology 24, 2024',
cross_specialty_share DOUBLE COMMENT 'share of the pairs of known specialty groups that are of two different groups, in [0,1]; null without a pair whose groups are known',
repeat_share DOUBLE COMMENT 'share of the pairs that share another patient, too (shared_patients of at least 2), in [0,1]; null below two physicians'
