-- The figures of the table 'Expected values' of the published DE-SynPUF draws, each from the tables of one run.
SELECT 'pairs' AS figure, CAST(count(*) AS STRING) AS value FROM network.patient_physician
UNION ALL SELECT 'physicians', CAST(count(*) AS STRING) FROM network.physician
UNION ALL SELECT 'patients with a physician', CAST(count(DISTINCT patient_id) AS STRING) FROM network.patient_physician
UNION ALL SELECT 'ties', CAST(count(*) AS STRING) FROM network.tie
UNION ALL SELECT 'sum of weights', CAST(sum(shared_patients) AS STRING) FROM network.tie
UNION ALL SELECT 'sum of squared weights', CAST(sum(shared_patients * shared_patients) AS STRING) FROM network.tie
UNION ALL SELECT 'ties of weight 1, 2, 3, 4 and more, 11 and more',
  concat_ws(' ', count_if(shared_patients = 1), count_if(shared_patients = 2), count_if(shared_patients = 3),
    count_if(shared_patients >= 4), count_if(shared_patients >= 11))
  FROM network.tie
UNION ALL SELECT 'heaviest ties', concat_ws(' ', sort_array(collect_list(npi_a || '-' || npi_b || ':' || shared_patients)))
  FROM network.tie WHERE shared_patients = (SELECT max(shared_patients) FROM network.tie)
UNION ALL SELECT 'physicians of degree 0, 1, 2, 3-9, 10-99, 100+',
  concat_ws(' ', count_if(degree = 0), count_if(degree = 1), count_if(degree = 2), count_if(degree BETWEEN 3 AND 9),
    count_if(degree BETWEEN 10 AND 99), count_if(degree >= 100))
  FROM network.physician_measure WHERE region_type = 'nation'
UNION ALL SELECT 'top degree', max_by(npi || ':' || degree, degree) FROM network.physician_measure WHERE region_type = 'nation'
UNION ALL SELECT 'components and largest', components || ' ' || CAST(round(giant_share * physicians) AS INT)
  FROM network.region_measure WHERE region_type = 'nation'
UNION ALL SELECT 'hospitals, with 10, 20, 50 physicians',
  concat_ws(' ', count(*), count_if(physicians >= 10), count_if(physicians >= 20), count_if(physicians >= 50))
  FROM network.region_measure WHERE region_type = 'hospital' AND region_id <> 'unknown'
UNION ALL SELECT 'ties inside one hospital', CAST(count_if(same_hospital) AS STRING) FROM network.tie
UNION ALL SELECT 'adjusted degree: median, min, max of hospital medians',
  concat_ws(' ', percentile(adjusted_degree_median, 0.5), min(adjusted_degree_median), max(adjusted_degree_median))
  FROM network.region_measure WHERE region_type = 'hospital' AND physicians >= 20
UNION ALL SELECT 'decedents, of 2010', concat_ws(' ', count(*), count_if(year(death_date) = 2010))
  FROM claims.beneficiary WHERE death_date IS NOT NULL
UNION ALL SELECT 'decedents with an inpatient claim, their rows, paid',
  concat_ws(' ', count(DISTINCT patient_id), count(DISTINCT source_file, source_row), sum(paid_amount))
  FROM claims.claim_line JOIN claims.beneficiary USING (patient_id) WHERE death_date IS NOT NULL
UNION ALL SELECT 'decedents utilization days', CAST(sum(covered_days) AS STRING)
  FROM claims.stay JOIN claims.beneficiary USING (patient_id) WHERE death_date IS NOT NULL
UNION ALL SELECT 'inpatient rows', CAST(sum(rows_in) AS STRING)
  FROM ops.reconciliation WHERE stage = 'ingest' AND source_file LIKE '%Inpatient%'
UNION ALL SELECT 'patients of last-two-years, in all', concat_ws(' ', count_if(cohort = 'last-two-years'), count_if(cohort = 'all'))
  FROM outcome.patient_outcome
-- Not in that table: the same stays counted by plain Python; DRGs at their mean allowed amount, rounded to 6 decimals.
UNION ALL SELECT 'hospital days, readmissions, national prices of ' || cohort,
  concat_ws(' ', sum(hospital_days), sum(readmissions), sum(spending_standardized))
  FROM outcome.patient_outcome GROUP BY cohort
-- Not in that table: a self-join of the files' events in SQLite.
-- Not in that table: counts of the same files in plain Python, with the published crosswalks and code lists.
UNION ALL SELECT 'patients of all whose HRR is known, unknown; HRRs',
  concat_ws(' ', count_if(hrr <> 'unknown'), count_if(hrr = 'unknown'), count(DISTINCT nullif(hrr, 'unknown')))
  FROM outcome.patient_outcome WHERE cohort = 'all'
UNION ALL SELECT 'patients of all with a hospital; hospitals',
  concat_ws(' ', count_if(hospital <> 'unknown'), count(DISTINCT nullif(hospital, 'unknown')))
  FROM outcome.patient_outcome WHERE cohort = 'all'
UNION ALL SELECT 'patients of all with a Charlson score of 0, 1, 2, 3 and more; sum, greatest',
  concat_ws(' ', count_if(charlson = 0), count_if(charlson = 1), count_if(charlson = 2), count_if(charlson >= 3),
    sum(charlson), max(charlson))
  FROM outcome.patient_outcome WHERE cohort = 'all'
-- A self-join of the files' events in SQLite.
UNION ALL SELECT 'referrals in ' || window_days || ' days, their pairs, patients, same day',
  concat_ws(' ', count(*), sum(pair_count), sum(patients), sum(same_day))
  FROM network.referral GROUP BY window_days
