-- What failed, and why.
SELECT dataset, stage, source_name, source_id, reasons, remedy
FROM quarantine
ORDER BY dataset, source_name, source_id, quarantine_id
LIMIT 1000
