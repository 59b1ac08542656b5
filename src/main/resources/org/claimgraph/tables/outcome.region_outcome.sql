-- Outcomes of the patients of one region, observed, expected and adjusted: of the hospital they are assigned to, the region they live in, or the nation.
-- key: period, cohort, region_type, region_id
-- with: outcome.averaged
period STRING COMMENT 'last quarter of the window, YYYYQn',
cohort STRING COMMENT 'cohort, as in outcome.patient_outcome',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for patients without one',
patients BIGINT COMMENT 'patients of the cohort in the region'
