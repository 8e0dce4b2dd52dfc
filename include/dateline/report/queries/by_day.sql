-- Asserted events by day and quad class, the last days that have any.
SELECT strftime(event_date, '%Y-%m-%d') AS event_date, quad_code, sum(event_count)::BIGINT AS event_count
FROM events_by_day
WHERE event_date > (SELECT max(event_date) FROM events_by_day) - $days::INTEGER
GROUP BY ALL
ORDER BY ALL
