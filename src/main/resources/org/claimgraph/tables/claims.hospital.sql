-- One hospital seen on claims or listed in the source.
-- key: hospital
hospital STRING COMMENT 'CCN',
beds INT COMMENT 'number of beds; null where unknown',
urban BOOLEAN COMMENT 'true in an urban area; null where unknown',
teaching STRING COMMENT 'none, minor or major; null where unknown',
ownership STRING COMMENT 'public, for-profit or not-for-profit; null where unknown',
hrr STRING COMMENT 'hospital referral region: as listed, else where most patients with a stay live (ties: lowest id); unknown',
covariates MAP<STRING, DOUBLE> COMMENT 'every further numeric column of the hospital file by its name; null without one'
