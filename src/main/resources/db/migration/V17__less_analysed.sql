-- Plans are made once for all values and do not use these statistics, which only cost time: ANALYZE reads them of up to 30,000 rows,
-- long texts and bodies among them.

ALTER TABLE message
    ALTER COLUMN body SET STATISTICS 0,
    ALTER COLUMN access SET STATISTICS 0,
    ALTER COLUMN caller SET STATISTICS 0,
    ALTER COLUMN sha256 SET STATISTICS 0,
    ALTER COLUMN trace SET STATISTICS 0,
    ALTER COLUMN use_context SET STATISTICS 0,
    ALTER COLUMN warnings SET STATISTICS 0;

ALTER TABLE bars_case
    ALTER COLUMN differs SET STATISTICS 0,
    ALTER COLUMN encounter_url SET STATISTICS 0,
    ALTER COLUMN identifiers SET STATISTICS 0,
    ALTER COLUMN merged SET STATISTICS 0,
    ALTER COLUMN names SET STATISTICS 0,
    ALTER COLUMN subject_url SET STATISTICS 0;

-- ANALYZE would call values_of for each of these rows
ALTER INDEX bars_case_identifier_values ALTER COLUMN 1 SET STATISTICS 0;

ALTER TABLE audit
    ALTER COLUMN address SET STATISTICS 0,
    ALTER COLUMN detail SET STATISTICS 0,
    ALTER COLUMN sha256 SET STATISTICS 0,
    ALTER COLUMN thumbprint SET STATISTICS 0;
