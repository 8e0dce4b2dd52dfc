-- Who did what to whom, by month: incidents whose actor and recipient are both named.
SELECT
    date_trunc('month', incident_date)::DATE AS month,
    event_type,
    actor_name,
    recipient_name,
    country_iso3,
    count(*) AS incident_count,
    sum(publisher_count)::BIGINT AS report_count,
    sum(killed_best)::BIGINT AS killed_best,
    count(*) FILTER (WHERE is_disputed) AS disputed_count
FROM incidents
WHERE actor_name IS NOT NULL AND recipient_name IS NOT NULL
GROUP BY ALL
ORDER BY month, event_type, actor_name, recipient_name, country_iso3 NULLS LAST
