SELECT avg(CAST(specialty_group <> 'unknown' AS INT)) FROM physician
