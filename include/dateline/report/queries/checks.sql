-- Every expectation that was checked in the last 28 days on which anything was: how often it failed, and how it stands now.
WITH recent AS (
    SELECT *, split_part(notes, ':', 1) AS failure
    FROM quality_results
    WHERE checked_date > (SELECT max(checked_date) FROM quality_results) - 28
)
SELECT
    dataset,
    split_part(suite, '.', 2) AS part,
    failure,
    trim(substr(any_value(notes), length(failure) + 2)) AS reason,
    any_value("column") AS columns,
    expectation,
    severity,
    count(*) AS checked,
    count(*) FILTER (NOT success) AS failed,
    arg_max(success, checked_at) AS is_success,
    arg_max(coalesce(observed, ''), checked_at) AS observed,
    arg_max(coalesce(unexpected_count, 0), checked_at) AS unexpected_count,
    arg_max(row_count, checked_at) AS row_count,
    max(checked_at) AS checked_at
FROM recent
GROUP BY dataset, part, failure, expectation, severity
ORDER BY dataset, part, is_success, failed DESC, severity, failure
