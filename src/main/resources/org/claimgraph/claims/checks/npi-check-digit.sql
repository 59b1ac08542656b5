-- The check digit is that of the number with the prefix of American health cards, 80840.
SELECT avg(CAST(NOT (npi RLIKE '^[12][0-9]{9}$' AND luhn_check('80840' || npi)) AS INT)) FROM physician
