WITH years AS (
  SELECT filter(coverage, y -> greatest(y.months_a, y.months_b) > 0) AS covered FROM beneficiary
),
spans AS (
  SELECT
    covered,
    array_min(covered.year) AS first_year,
    array_max(covered.year) AS last_year
  FROM years
  WHERE size(covered) > 0
)
SELECT
  avg(
    CAST(
      size(
        filter(
          covered,
          y -> y.year > first_year AND y.year < last_year AND greatest(y.months_a, y.months_b) = 12))
        < last_year - first_year - 1 AS INT))
FROM spans
