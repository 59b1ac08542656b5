-- One line of a claim: what one physician or hospital billed for one patient. Lines hold every accepted source row.
-- key: claim_id, line_number
claim_id STRING COMMENT 'claim as the source names it',
line_number INT COMMENT 'line within the claim; de-synpuf inpatient and outpatient: 100 x segment + 1, 2, 3 for the attending, operating and other physician, + 10 + n for the n-th procedure',
patient_id STRING COMMENT 'patient, as a keyed pseudonym unless the source is declared synthetic',
claim_type STRING COMMENT 'inpatient, outpatient or professional',
service_from DATE COMMENT 'first day of service; the admission date where a hospital claim has none; decides the period a line counts in',
service_to DATE COMMENT 'last day of service, inclusive',
npi STRING COMMENT 'physician; null where the source row names none',
npi_role STRING COMMENT 'attending, operating, other or rendering; null without npi',
specialty STRING COMMENT 'CMS specialty code of the physician on this line; null where the source has none',
place_of_service STRING COMMENT 'CMS place of service code; null where the source has none',
hcpcs STRING COMMENT 'procedure code of the line; null where the source has none',
hospital STRING COMMENT 'CCN of the billing hospital; null on professional claims that name none',
allowed_amount DECIMAL(18,2) COMMENT 'US dollars allowed; on the first line of a row where the source pays the claim and not the line, null on its other lines',
paid_amount DECIMAL(18,2) COMMENT 'US dollars paid by the insurer, negative for corrections; placed as allowed_amount',
diagnoses ARRAY<STRING> COMMENT 'diagnosis codes of the claim, principal first, as the source writes them',
source_file STRING COMMENT 'file the row came from, relative to source.path',
source_row BIGINT COMMENT 'number of the record in its file, 1 for the first after the header'
