SELECT avg(CAST(hrr <> 'unknown' AS INT)) FROM beneficiary
