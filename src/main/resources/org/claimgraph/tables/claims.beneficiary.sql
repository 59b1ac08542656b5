-- One covered person: every patient of the beneficiary files and every patient seen only on claims.
-- key: patient_id
patient_id STRING COMMENT 'patient, as in claims.claim_line',
birth_date DATE COMMENT 'date of birth; null where unknown',
sex STRING COMMENT 'female or male; null where unknown',
race STRING COMMENT 'white, black, hispanic, asian, native or other; null where unknown',
death_date DATE COMMENT 'date of death; null while alive or where unknown (de-synpuf: always the first of a month)',
state STRING COMMENT 'state of residence as the source codes it (de-synpuf: SSA, 2 digits); of the latest year given',
county STRING COMMENT 'county of residence as the source codes it (de-synpuf: SSA state and county, 5 digits); of the latest year given',
zip STRING COMMENT 'ZIP code of residence; null where the source has none',
hrr STRING COMMENT 'hospital referral region of residence by ZIP, else by county; unknown where neither leads to one',
months_a INT COMMENT 'months of hospital insurance (Part A) in all years given; null where the source has none',
months_b INT COMMENT 'months of medical insurance (Part B) in all years given; null where the source has none',
months_hmo INT COMMENT 'months in an HMO (Part C) in all years given; null where the source has none',
coverage ARRAY<STRUCT<year: INT, months_a: INT, months_b: INT, months_hmo: INT>> COMMENT 'the months by calendar year, in order of year; null for patients seen only on claims'
