-- Of how many physicians of each period something is not known or, of patients, not told; what is unknown weakens every comparison of regions.
SELECT
  period,
  count(*) AS physicians,
  mean(CAST(specialty_group = 'unknown' AS INT)) AS share_without_specialty,
  mean(CAST(hospital = 'unknown' AS INT)) AS share_without_hospital,
  mean(CAST(hrr = 'unknown' AS INT)) AS share_without_hrr,
  mean(CAST(patients IS NULL AS INT)) AS share_without_told_number_of_patients
FROM published.physician
GROUP BY period
ORDER BY period
