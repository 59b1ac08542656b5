-- One answer to a question that the rows of a source were asked before they became tables.
-- key: run_id, check
-- made once: one row for each check of the configuration
run_id STRING COMMENT 'run, as in ops.run',
check STRING COMMENT 'name in checks of the configuration',
severity STRING COMMENT 'what follows where it does not pass: error, the run stopped before a table changed; warning; info, nothing',
value DOUBLE COMMENT 'the answer; null where it is undefined, such as a share of no rows',
comparison STRING COMMENT 'at-most or at-least: on which side of the threshold values pass',
threshold DOUBLE COMMENT 'last value that passes',
passed BOOLEAN COMMENT 'whether the value passes; an undefined one does',
sql STRING COMMENT 'the query, over views with the columns of claims.*'
