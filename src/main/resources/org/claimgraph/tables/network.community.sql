-- A community of physicians of a region: more ties inside than by chance (Leiden, measure.communities). Isolates are in none; a network beyond measure.broadcast-ties has none.
-- key: period, tie_rule, region_type, region_id, community
period STRING COMMENT 'last quarter of the window, YYYYQn',
tie_rule STRING COMMENT 'rule by which ties are kept, one of network.tie.kept',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one',
community INT COMMENT 'number, as in network.physician_measure: 1 is the largest, equal sizes by lowest npi',
physicians BIGINT COMMENT 'physicians of the community',
ties BIGINT COMMENT 'ties with both physicians in the community',
shared_patients BIGINT COMMENT 'sum of shared patients over those ties',
ties_leaving BIGINT COMMENT 'ties to physicians of the region in other communities',
shared_patients_leaving BIGINT COMMENT 'sum of shared patients over those ties',
share_inside DOUBLE COMMENT 'share of care inside: 2 x shared_patients / (2 x shared_patients + shared_patients_leaving), the strength of its physicians that stays inside, in [0,1]. Landon et al., Med Care 51:715, 2013',
stability DOUBLE COMMENT 'mean over the other runs of the largest Jaccard similarity with a community of that run, in (0,1]; null where measure.communities.runs is 1. Hennig, Comput Stat Data Anal 52:258, 2007'
