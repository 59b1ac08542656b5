-- The network of one region beside that of an earlier period, measured with the same settings. No rows where that period is not measured so.
-- key: period, against, tie_rule, region_type, region_id
-- made once: rows are grouped by region
period STRING COMMENT 'last quarter of the window, YYYYQn',
against STRING COMMENT 'what it is compared with: previous, the period that ends a quarter earlier; year-before, four quarters earlier. Windows of several quarters overlap',
tie_rule STRING COMMENT 'rule by which ties are kept, one of network.tie.kept',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one; of regions that have physicians in either period',
before_period STRING COMMENT 'the earlier period',
ties_born BIGINT COMMENT 'kept ties inside the region that were none, or not inside it, before',
ties_kept BIGINT COMMENT 'kept ties inside the region in both periods; with ties_born the ties of network.region_measure',
ties_lost BIGINT COMMENT 'kept ties inside the region before that are none, or not inside it, now; a physician who moves takes ties along',
physicians_entered BIGINT COMMENT 'physicians of the region who were not before',
physicians_left BIGINT COMMENT 'physicians of the region before who are not now',
physicians_stayed BIGINT COMMENT 'physicians of the region in both periods',
change MAP<STRING, DOUBLE> COMMENT 'by measure of network.region_measure: value now minus value before; null where one of them is'
