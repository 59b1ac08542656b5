-- Outcomes of the patients of one region: of the hospital they are assigned to, the region they live in, or the nation.
-- key: period, cohort, region_type, region_id
period STRING COMMENT 'last quarter of the window, YYYYQn',
cohort STRING COMMENT 'cohort, as in outcome.patient_outcome',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for patients without one',
patients BIGINT COMMENT 'patients of the cohort in the region',
spending_mean DOUBLE COMMENT 'mean of spending, US dollars per patient and window',
spending_inpatient_mean DOUBLE COMMENT 'mean of spending_inpatient, US dollars per patient and window',
hospital_days_mean DOUBLE COMMENT 'mean of hospital_days per patient and window',
physician_visits_mean DOUBLE COMMENT 'mean of physician_visits per patient and window',
physicians_seen_mean DOUBLE COMMENT 'mean of physicians_seen per patient and window'
