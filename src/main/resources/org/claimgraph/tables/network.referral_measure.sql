-- The referrals among the physicians of one region. Physicians without referrals count as members everywhere; a region without a referral inside has no row.
-- key: period, window_days, region_type, region_id
period STRING COMMENT 'last quarter of the window, YYYYQn',
window_days INT COMMENT 'longest wait of a referral in days, as in network.referral',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one',
physicians BIGINT COMMENT 'physicians of the region',
referrals BIGINT COMMENT 'ordered pairs of physicians of the region in network.referral',
patients_sum BIGINT COMMENT 'sum of patients over these pairs; a patient of several pairs counts in each',
density DOUBLE COMMENT 'referrals / (n (n - 1)), in (0,1]',
reciprocity DOUBLE COMMENT 'share of the referrals that also go the other way, in [0,1]',
reciprocity_weighted DOUBLE COMMENT 'correlation of the patients of the two directions over all ordered pairs of physicians, none being 0, in [-1,1]; null where all are equal. Garlaschelli and Loffredo, Phys Rev Lett 93:268701, 2004',
transitive_triples BIGINT COMMENT 'ordered triples of physicians with referrals from a to b, b to c and a to c',
cycles BIGINT COMMENT 'cycles of three referrals',
triads MAP<STRING,BIGINT> COMMENT 'sets of three physicians by form, all 16 of them: 003 without referrals to 300 with all six; they add up to n (n - 1) (n - 2) / 6. Davis and Leinhardt 1972; Batagelj and Mrvar, Soc Networks 23:237, 2001'
