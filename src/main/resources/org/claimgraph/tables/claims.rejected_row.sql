-- One row of the source read last that could not be used, and why. Holds no identifiers and no values.
-- key: source_file, row_number, reason
source_file STRING COMMENT 'file, relative to source.path',
row_number BIGINT COMMENT 'number of the record in its file, 1 for the first after the header, if there is one',
reason STRING COMMENT 'what was wrong, e.g. invalid_date',
detail STRING COMMENT 'the column at fault or the counts of fields; never a value'
