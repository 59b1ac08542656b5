-- What happened to one patient of a cohort in that cohort's window. Everything counts wherever it was delivered.
-- key: period, cohort, patient_id
period STRING COMMENT 'last quarter of the window, YYYYQn',
cohort STRING COMMENT 'all: everyone alive when the period begins, whatever their coverage, window = the period; last-two-years: deaths in the period whose last 730 days the source covers, window = [death - 729 days, death]',
patient_id STRING COMMENT 'patient, as in claims.claim_line',
window_start DATE COMMENT 'first day counted',
window_end DATE COMMENT 'last day counted, inclusive; no later than death',
hospital STRING COMMENT 'CCN with most admissions in the window (ties: latest admission, then lowest id); unknown without an admission',
hrr STRING COMMENT 'hospital referral region of residence; unknown where none is known',
spending DECIMAL(18,2) COMMENT 'US dollars of outcome.money (paid or allowed) on claims that begin in the window, all types; null where no line of the source has them',
spending_inpatient DECIMAL(18,2) COMMENT 'of these, on inpatient claims; null where the source has no amounts or no stays',
hospital_days BIGINT COMMENT 'distinct days in the window spent in any hospital: admission to the day before discharge, a same-day stay is one day; overlapping stays count once; null where the source has no stays',
physician_visits BIGINT COMMENT 'distinct pairs of physician and day in the window among lines that encounter.policy counts',
physicians_seen BIGINT COMMENT 'distinct physicians of those visits',
age INT COMMENT 'completed years on window_end; null where birth is unknown',
sex STRING COMMENT 'female or male; null where unknown',
race STRING COMMENT 'as in claims.beneficiary; null where unknown'
