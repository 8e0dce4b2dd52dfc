-- What is in quarantine, newest first.
SELECT * FROM quarantine
WHERE ($dataset = '' OR dataset = $dataset) AND ($reason = '' OR reason = $reason)
ORDER BY quarantine_date DESC, dataset, quarantine_id
LIMIT $shown OFFSET $start
