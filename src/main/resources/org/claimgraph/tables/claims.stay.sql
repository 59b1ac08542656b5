-- One hospital stay of one patient. Stays of a patient may overlap; hospital days are counted as sets of days.
-- key: stay_id
stay_id STRING COMMENT 'stay; the claim where the source knows no stays',
patient_id STRING COMMENT 'patient, as in claims.claim_line',
hospital STRING COMMENT 'CCN; of the first segment that names one where a claim has several; unknown where none does',
admission_date DATE COMMENT 'day of admission, the earliest of the segments',
discharge_date DATE COMMENT 'day of discharge, the latest of the segments',
days INT COMMENT 'discharge minus admission in days, 1 for a same-day stay',
covered_days INT COMMENT 'days the insurer covered, as billed (CMS: utilization days); null where the source has none',
icu_days INT COMMENT 'days in intensive care; of stays from claims the units of revenue codes 0200 to 0219; null where the source tells none',
drg STRING COMMENT 'diagnosis-related group; of the first segment of a claim that has one; null where the source has none',
medical BOOLEAN COMMENT 'true for a medical, false for a surgical DRG; null where the source does not say',
disposition STRING COMMENT 'CMS patient discharge status code of two characters, such as 20 for died; null where the source has none',
diagnoses ARRAY<STRING> COMMENT 'diagnosis codes, principal first, as the source writes them; of the first segment of a claim that has any; null where the source has none',
allowed_amount DECIMAL(18,2) COMMENT 'US dollars allowed for the stay; null where the source has none',
paid_amount DECIMAL(18,2) COMMENT 'US dollars paid for the stay; null where the source has none'
