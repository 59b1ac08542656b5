-- One provider: a physician or other person who gives care. The NPI is the physician, provider_id where there is none.
-- files: (.*/)?(?i:provider)(\.[^/]*)?(/.*)?\.((csv|tsv|txt|CSV|TSV|TXT)(\.gz)?|parquet)
-- gives: omop_provider
-- required: provider_id
-- optional: npi, specialty_source_value, care_site_id
-- without FILE: physicians go by provider_id and have no specialties: no network measure or visit by specialty
-- without npi: physicians go by provider_id
-- without specialty_source_value: no specialties: no network measure or visit by specialty
-- without care_site_id: the HRR of a practice comes from hospital and patients
WITH cms AS (
  -- Codes and names of persons among the provider specialties of CMS (Medicare Claims Processing Manual, chapter 26, 10.8):
  -- names in lower case, words parted by blanks, without "and" and without what stands in brackets.
  SELECT * FROM VALUES
    ('01', 'general practice'), ('02', 'general surgery'), ('03', 'allergy immunology'), ('04', 'otolaryngology'),
    ('05', 'anesthesiology'), ('06', 'cardiology'), ('07', 'dermatology'), ('08', 'family practice'),
    ('09', 'interventional pain management'), ('10', 'gastroenterology'), ('11', 'internal medicine'),
    ('12', 'osteopathic manipulative therapy'), ('13', 'neurology'), ('14', 'neurosurgery'),
    ('15', 'speech language pathologist'), ('16', 'obstetrics gynecology'), ('17', 'hospice palliative care'),
    ('18', 'ophthalmology'), ('19', 'oral surgery'), ('20', 'orthopedic surgery'),
    ('21', 'cardiac electrophysiology'), ('22', 'pathology'), ('23', 'sports medicine'),
    ('24', 'plastic reconstructive surgery'), ('25', 'physical medicine rehabilitation'), ('26', 'psychiatry'),
    ('27', 'geriatric psychiatry'), ('28', 'colorectal surgery'), ('29', 'pulmonary disease'),
    ('30', 'diagnostic radiology'), ('32', 'anesthesiologist assistant'), ('33', 'thoracic surgery'),
    ('34', 'urology'), ('35', 'chiropractic'), ('36', 'nuclear medicine'), ('37', 'pediatric medicine'),
    ('38', 'geriatric medicine'), ('39', 'nephrology'), ('40', 'hand surgery'), ('41', 'optometrist'),
    ('42', 'certified nurse midwife'), ('43', 'certified registered nurse anesthetist'),
    ('44', 'infectious disease'), ('46', 'endocrinology'), ('48', 'podiatry'), ('50', 'nurse practitioner'),
    ('62', 'psychologist'), ('64', 'audiologist'), ('65', 'physical therapist'), ('66', 'rheumatology'),
    ('67', 'occupational therapist'), ('68', 'clinical psychologist'),
    ('71', 'registered dietitian nutrition professional'), ('72', 'pain management'),
    ('76', 'peripheral vascular disease'), ('77', 'vascular surgery'), ('78', 'cardiac surgery'),
    ('79', 'addiction medicine'), ('80', 'licensed clinical social worker'), ('81', 'critical care'),
    ('82', 'hematology'), ('83', 'hematology oncology'), ('84', 'preventive medicine'),
    ('85', 'maxillofacial surgery'), ('86', 'neuropsychiatry'), ('89', 'certified clinical nurse specialist'),
    ('90', 'medical oncology'), ('91', 'surgical oncology'), ('92', 'radiation oncology'),
    ('93', 'emergency medicine'), ('94', 'interventional radiology'), ('97', 'physician assistant'),
    ('98', 'gynecologist oncologist'), ('C0', 'sleep medicine'), ('C3', 'interventional cardiology'),
    ('C5', 'dentist'), ('C6', 'hospitalist'), ('C7', 'advanced heart failure transplant cardiology'),
    ('C8', 'medical toxicology'), ('C9', 'hematopoietic cell transplantation cellular therapy')
  AS specialty (code, name)
),
typed AS (
  SELECT
    *,
    -- Codes have two characters; a number may have lost its leading zero.
    lpad(upper(specialty_source_value), 2, '0') AS code,
    trim(regexp_replace(lower(specialty_source_value), '[^a-z]+(and[^a-z]+)?', ' ')) AS name
  FROM source
)
SELECT
  source_file,
  row_number,
  if(provider_id IS NULL, 'missing_id provider_id', NULL) AS rejected,
  CAST(NULL AS STRING) AS filtered,
  array_compact(
    array(
      if(coalesce(npi NOT RLIKE '^[0-9]{10}$', true), 'without_npi', NULL),
      if(specialty_source_value IS NOT NULL AND coalesce(by_code.code, by_name.code) IS NULL, 'unknown_specialty', NULL)
    )) AS remarks,
  provider_id AS row_key,
  provider_id,
  if(npi RLIKE '^[0-9]{10}$', npi, provider_id) AS npi,
  coalesce(by_code.code, by_name.code) AS specialty,
  care_site_id
FROM typed
LEFT JOIN cms AS by_code ON length(specialty_source_value) <= 2 AND typed.code = by_code.code
LEFT JOIN cms AS by_name ON typed.name = by_name.name
