-- One link: a patient and a physician with an encounter in the period. A period made from a tie list has none.
-- key: period, patient_id, npi
period STRING COMMENT 'last quarter of the window, YYYYQn',
patient_id STRING COMMENT 'patient, as in claims.claim_line',
npi STRING COMMENT 'physician, as in network.physician',
encounters BIGINT COMMENT 'distinct days on which an encounter of the two began',
first_date DATE COMMENT 'first such day',
last_date DATE COMMENT 'last such day'
