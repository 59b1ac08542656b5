-- What became of every row a stage read: rows_in = rows_accepted + rows_rejected + rows_filtered and no row twice, or the run fails.
-- key: run_id, stage, source_file
-- made once: one row for each file of a stage, counted in groups
run_id STRING COMMENT 'run, as in ops.run',
stage STRING COMMENT 'ingest: rows of source files; ties: lines of claims.claim_line, or rows of the files of a tie list',
source_file STRING COMMENT 'file relative to source.path, or table',
rows_in BIGINT COMMENT 'rows read, counted on their own',
rows_accepted BIGINT COMMENT 'rows used',
rows_rejected BIGINT COMMENT 'rows that could not be used',
rows_filtered BIGINT COMMENT 'rows left out on purpose',
rejected_by_reason MAP<STRING, BIGINT> COMMENT 'rows_rejected by reason',
filtered_by_reason MAP<STRING, BIGINT> COMMENT 'rows_filtered by reason',
remarks MAP<STRING, BIGINT> COMMENT 'accepted rows with a quirk worth knowing, by quirk; a row may have several',
each_row_once BOOLEAN COMMENT 'whether the numbers of the rows are 1 to rows_in, by their count, sum and sum of squares; null where rows have no numbers'
