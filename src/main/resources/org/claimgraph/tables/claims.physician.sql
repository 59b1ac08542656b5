-- One physician seen on claims or listed in the source. Hospital and region are judged on all claims read; network.physician has them for each period.
-- key: npi
npi STRING COMMENT 'physician',
specialty STRING COMMENT 'CMS specialty code: as listed, else the one on most claim lines (ties: lowest code); null where unknown',
specialty_group STRING COMMENT 'primary, medical, surgical or other by specialty.* in the configuration; unknown without a specialty',
zip STRING COMMENT 'ZIP code of the practice; null where unknown',
hrr STRING COMMENT 'hospital referral region, by hrr_rule; unknown where no rule gives one',
hrr_rule STRING COMMENT 'zip: of the practice; hospital: of the hospital; patients: most patients live there (ties: lowest id); unknown',
hospital STRING COMMENT 'CCN by hospital_rule; unknown where no rule gives one',
hospital_rule STRING COMMENT 'own: most distinct patients on own inpatient claims there; patients: most of the own patients had a stay there (ties: lowest id); unknown'
