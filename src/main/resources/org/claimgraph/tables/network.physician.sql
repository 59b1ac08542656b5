-- One physician of a period: who takes part in its network, and where.
-- key: period, npi
period STRING COMMENT 'last quarter of the window, YYYYQn',
npi STRING COMMENT 'physician with at least encounter.min-patients distinct patients in the period; of a tie list every physician that it or its node file names',
specialty STRING COMMENT 'CMS specialty code, as in claims.physician; null in a tie list',
specialty_group STRING COMMENT 'primary, medical, surgical, other or unknown',
hospital STRING COMMENT 'CCN by hospital_rule on the claims of the period; unknown where no rule gives one',
hospital_rule STRING COMMENT 'own, patients or unknown, as in claims.physician; listed where a node file gives the hospital',
hrr STRING COMMENT 'hospital referral region by hrr_rule; unknown where no rule gives one',
hrr_rule STRING COMMENT 'zip, hospital, patients or unknown, as in claims.physician; listed where a node file gives the region',
patients BIGINT COMMENT 'distinct patients with an encounter in the period; of a tie list the number in its node file, null where it gives none'
