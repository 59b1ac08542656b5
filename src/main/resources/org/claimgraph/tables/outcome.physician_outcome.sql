-- Outcomes of the patients who are attributed to one physician, observed, expected and adjusted.
-- key: period, cohort, npi
-- with: outcome.averaged
period STRING COMMENT 'last quarter of the window, YYYYQn',
cohort STRING COMMENT 'cohort, as in outcome.patient_outcome',
npi STRING COMMENT 'physician; patients who are attributed to nobody are in no row',
patients BIGINT COMMENT 'patients of the cohort attributed to the physician'
