-- What a stage of a run took, as Spark's tasks tell it, failed and repeated ones among them: measures of work, which need not add up to the rows of any table.
-- key: run_id, stage
-- made once: one row for each stage that the run began
run_id STRING COMMENT 'run, as in ops.run',
stage STRING COMMENT 'stage, as in ops.run.stages',
seconds DOUBLE COMMENT 'wall time',
jobs BIGINT COMMENT 'Spark jobs',
tasks BIGINT COMMENT 'tasks that ended, well or not',
failed_tasks BIGINT COMMENT 'of these, those that did not end well',
input_bytes BIGINT COMMENT 'bytes read from files, as Hadoop counts them; of local files it misses most',
input_records BIGINT COMMENT 'rows read from files, each time they are read',
shuffle_bytes BIGINT COMMENT 'bytes written to be shuffled',
shuffle_records BIGINT COMMENT 'rows written to be shuffled',
output_bytes BIGINT COMMENT 'bytes written to files, those of staging folders among them; without the ties, which tasks write column by column',
output_records BIGINT COMMENT 'rows written to files, as output_bytes',
peak_execution_memory BIGINT COMMENT 'most bytes that one task held at once to sort, join and aggregate'
