-- Who did what to whom most often.
SELECT actor_name, recipient_name, event_type, sum(incident_count)::BIGINT AS incident_count, sum(killed_best)::BIGINT AS killed_best
FROM dyads_by_month GROUP BY ALL ORDER BY incident_count DESC, actor_name, recipient_name, event_type LIMIT 15
