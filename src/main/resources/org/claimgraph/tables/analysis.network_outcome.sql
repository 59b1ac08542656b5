-- Network, outcomes and covariates of one region side by side. Regions without a network or without patients are not in it, nor counted anywhere in analysis.effect.
-- key: period, cohort, tie_rule, region_type, region_id
-- with: network.region_measure, outcome.region_outcome
period STRING COMMENT 'last quarter of the window, YYYYQn',
cohort STRING COMMENT 'cohort, as in outcome.patient_outcome',
tie_rule STRING COMMENT 'rule by which ties are kept, one of network.tie.kept',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US',
hrr STRING COMMENT 'hospital referral region of the hospital, the region itself for hrr, null for the nation; the cluster of standard errors',
primary_share DOUBLE COMMENT 'primary_physicians / known_specialty_physicians, in [0,1]; null where no specialty is known',
beds INT COMMENT 'number of beds; null for other regions than hospitals and where unknown',
urban BOOLEAN COMMENT 'as in claims.hospital',
teaching STRING COMMENT 'as in claims.hospital',
ownership STRING COMMENT 'as in claims.hospital',
covariates MAP<STRING, DOUBLE> COMMENT 'as in claims.hospital'
