-- One run of a command that writes tables, recorded before, during and after.
-- key: run_id
run_id STRING COMMENT 'run: start time and a random part',
command STRING COMMENT 'run or the stage',
period STRING COMMENT 'last quarter of the window, YYYYQn',
status STRING COMMENT 'running, done or failed',
started_at TIMESTAMP COMMENT 'UTC',
ended_at TIMESTAMP COMMENT 'UTC; null while running',
code_version STRING COMMENT 'version and git commit of the program',
config_hash STRING COMMENT 'SHA-256 of the effective configuration',
stages MAP<STRING, STRING> COMMENT 'stages of this run: pending, or the fingerprint of inputs and configuration once committed',
input_versions MAP<STRING, STRING> COMMENT 'source files by SHA-256 and tables by Delta version, as read',
output_versions MAP<STRING, STRING> COMMENT 'tables by Delta version, as written',
error STRING COMMENT 'why the run failed, without identifiers; null otherwise',
exit_status INT COMMENT 'exit status of the command: 0 done, 1 failed, 2 unusable configuration, 3 input rejected, 5 published data do not match; null while running',
stage_seconds MAP<STRING, DOUBLE> COMMENT 'wall time of the stages that ended',
claims MAP<STRING, STRING> COMMENT 'where the run read the source: what claims.* hold as committed, cut by what stages read, as rows:hash (table and quarter of service, such as claims.stay 2010Q4; parts of tables), and what the whole source tells'
