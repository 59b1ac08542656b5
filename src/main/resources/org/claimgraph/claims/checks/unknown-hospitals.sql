SELECT avg(CAST(hospital = 'unknown' AS INT)) FROM stay
