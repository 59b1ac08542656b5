-- What analysts do not see of a period, and why.
-- key: period, table_name, cohort, column_name, reason
-- made once: one row for each table, cohort, column and reason
period STRING COMMENT 'last quarter of the window, YYYYQn',
table_name STRING COMMENT 'table of schema published',
cohort STRING COMMENT 'cohort whose rows they are; empty where the table has no cohorts',
column_name STRING COMMENT 'column whose cells are null there; * for whole rows',
reason STRING COMMENT 'small: a number of 1 to publish.minimum-cell - 1 patients would be told, by it or together with others of its physician, pair of physicians or network; linked: so would one of a region or physician, by it or by a total; never: the column is not published',
cells BIGINT COMMENT 'rows for *; else cells that have a value in the table it is of and none here, those of withheld rows among them'
