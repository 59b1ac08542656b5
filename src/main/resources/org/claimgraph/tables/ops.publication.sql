-- What is published: one row for each published table and period of one publication, all of them in one commit, which is the publication. The rows of the highest sequence are what readers see.
-- key: run_id, table_name, period
-- made once: one row for each published table and period
run_id STRING COMMENT 'run that published, as in ops.run; maintenance counts as one',
table_name STRING COMMENT 'table of schema published',
period STRING COMMENT 'last quarter of the window, YYYYQn',
sequence BIGINT COMMENT 'number of the publication, one more than that before',
version BIGINT COMMENT 'Delta version of the table that readers see, the same for all its periods',
rows BIGINT COMMENT 'rows of the period in that version, counted in its files',
fingerprint DECIMAL(38,0) COMMENT 'sum over these rows of xxhash64 of all columns but period, in their order, each followed by whether it is null; a map as its entries in order of their keys, -0.0 as 0.0; 0 without rows',
published_at TIMESTAMP COMMENT 'when these rows became visible, UTC',
published_by STRING COMMENT 'run that wrote these rows'
