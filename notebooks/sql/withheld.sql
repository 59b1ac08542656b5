-- What is not told of the newest period, and why: rows (*) and cells of each published table.
SELECT table_name, cohort, column_name, reason, cells
FROM published.withheld
WHERE period = (SELECT max(period) FROM published.withheld)
ORDER BY cells DESC, table_name, cohort, column_name, reason
