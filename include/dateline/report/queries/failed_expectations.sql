-- Expectations that did not hold in the latest run that checked them.
SELECT dataset, "column", expectation, severity, unexpected_count, row_count, checked_date, notes
FROM quality_results
QUALIFY run_id = first_value(run_id) OVER (PARTITION BY dataset ORDER BY checked_date DESC, checked_at DESC NULLS LAST, run_id DESC) AND NOT success
ORDER BY severity, dataset, expectation, "column"
