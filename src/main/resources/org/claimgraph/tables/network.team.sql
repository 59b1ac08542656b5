-- Groups of physicians of one region that a patient saw in the period, all pairs or all triads: how many there are and how many come back with another patient. A region without any has no row; a period made from a tie list has none.
-- key: period, region_type, region_id, size
period STRING COMMENT 'last quarter of the window, YYYYQn',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one',
size INT COMMENT 'physicians of a group: 2, pairs, or 3, triads',
groups BIGINT COMMENT 'different groups, all physicians of the region, that at least one patient saw whole; pairs are the ties of the region, whatever the tie rule',
recurring_groups BIGINT COMMENT 'of the groups, those that at least two patients saw',
repeat_share DOUBLE COMMENT 'recurring_groups / groups, in [0,1]; null without groups',
known_groups BIGINT COMMENT 'of the groups, those of which the specialty group of every physician is known',
cross_specialty_share DOUBLE COMMENT 'share of the known groups whose physicians are not all of one specialty group, in [0,1]; null without known groups',
patients BIGINT COMMENT 'distinct patients who saw at least one of the groups',
patients_left_out BIGINT COMMENT 'patients with such a group who are not counted in this row because they have more than measure.team.most-physicians physicians; of pairs 0'
