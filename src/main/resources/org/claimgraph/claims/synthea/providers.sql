-- One provider of the Synthea csv export.
-- files: (.*/)?providers([/.-].*)?\.((csv|tsv|txt)(\.gz)?|parquet)
-- gives: physician
-- required: Id
-- optional: SPECIALITY|SPECIALTY, ZIP
-- without FILE: no specialties and no regions of practice
-- without SPECIALITY: primary care is not told, nobody is excluded by specialty
-- without ZIP: the region of a physician is that of the hospital, else of most patients
WITH typed AS (
  SELECT
    *,
    -- CMS specialty codes of the names that CMS gives clinicians.
    map(
      'GENERAL PRACTICE', '01', 'GENERAL SURGERY', '02', 'ALLERGY/IMMUNOLOGY', '03', 'OTOLARYNGOLOGY', '04',
      'ANESTHESIOLOGY', '05', 'CARDIOLOGY', '06', 'CARDIOVASCULAR DISEASE (CARDIOLOGY)', '06', 'DERMATOLOGY', '07',
      'FAMILY PRACTICE', '08', 'FAMILY MEDICINE', '08', 'GASTROENTEROLOGY', '10', 'INTERNAL MEDICINE', '11',
      'OSTEOPATHIC MANIPULATIVE MEDICINE', '12', 'NEUROLOGY', '13', 'NEUROSURGERY', '14',
      'SPEECH LANGUAGE PATHOLOGIST', '15', 'OBSTETRICS/GYNECOLOGY', '16', 'HOSPICE/PALLIATIVE CARE', '17',
      'OPHTHALMOLOGY', '18', 'ORAL SURGERY', '19', 'ORTHOPEDIC SURGERY', '20', 'PATHOLOGY', '22',
      'PLASTIC AND RECONSTRUCTIVE SURGERY', '24', 'PHYSICAL MEDICINE AND REHABILITATION', '25', 'PSYCHIATRY', '26',
      'PULMONARY DISEASE', '29', 'DIAGNOSTIC RADIOLOGY', '30', 'THORACIC SURGERY', '33', 'UROLOGY', '34',
      'CHIROPRACTIC', '35', 'NUCLEAR MEDICINE', '36', 'PEDIATRIC MEDICINE', '37', 'GERIATRIC MEDICINE', '38',
      'NEPHROLOGY', '39', 'HAND SURGERY', '40', 'OPTOMETRY', '41', 'CERTIFIED NURSE MIDWIFE', '42',
      'CERTIFIED REGISTERED NURSE ANESTHETIST', '43', 'INFECTIOUS DISEASE', '44', 'ENDOCRINOLOGY', '46',
      'PODIATRY', '48', 'NURSE PRACTITIONER', '50', 'RHEUMATOLOGY', '66', 'PHYSICAL THERAPY', '65',
      'AUDIOLOGIST', '64', 'OCCUPATIONAL THERAPY', '67', 'CLINICAL PSYCHOLOGIST', '68',
      'REGISTERED DIETITIAN OR NUTRITION PROFESSIONAL', '71', 'PAIN MANAGEMENT', '72', 'VASCULAR SURGERY', '77',
      'CARDIAC SURGERY', '78', 'CLINICAL SOCIAL WORKER', '80', 'CRITICAL CARE (INTENSIVISTS)', '81',
      'HEMATOLOGY', '82', 'HEMATOLOGY/ONCOLOGY', '83', 'PREVENTATIVE MEDICINE', '84',
      'CLINICAL NURSE SPECIALIST', '89', 'MEDICAL ONCOLOGY', '90', 'SURGICAL ONCOLOGY', '91',
      'RADIATION ONCOLOGY', '92', 'EMERGENCY MEDICINE', '93', 'INTERVENTIONAL RADIOLOGY', '94',
      'PHYSICIAN ASSISTANT', '97', 'GYNECOLOGICAL ONCOLOGY', '98', 'HOSPITALIST', 'C6')[upper(SPECIALITY)] AS code
  FROM source
)
SELECT
  source_file,
  row_number,
  if(Id IS NULL, 'missing_id Id', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(array(if(code IS NULL AND SPECIALITY IS NOT NULL, 'unknown_specialty', NULL))) AS remarks,
  Id AS row_key,
  Id AS npi,
  code AS specialty,
  ZIP AS zip,
  CAST(NULL AS STRING) AS hrr
FROM typed
