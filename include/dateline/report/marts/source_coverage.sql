-- What each publisher brought on each day, how much of it was its own, and how long it took to arrive: the delay is from
-- publication to the first arrival. Without an instant of publication no delay is known.
WITH firsts AS (SELECT article_id, min(fetched_at) AS first_fetched_at FROM arrivals GROUP BY article_id),
held AS (
    SELECT article_id, count(*) AS event_count FROM events GROUP BY article_id
)
SELECT
    a.published_date,
    coalesce(a.publisher, a.source_name) AS publisher,
    a.source_name,
    count(*) AS article_count,
    count(*) FILTER (WHERE a.duplicate_of IS NULL) AS own_article_count,
    count(*) FILTER (WHERE a.status = 'other_language') AS other_language_count,
    count(*) FILTER (WHERE a.status = 'withheld') AS withheld_count,
    coalesce(sum(h.event_count), 0)::BIGINT AS event_count,
    count(*) FILTER (WHERE a.published_prec = 'instant') AS timed_article_count,
    round(median(date_diff('minute', a.published_at, f.first_fetched_at)) FILTER (WHERE a.published_prec = 'instant'), 1)
        AS median_delay_minutes
FROM articles AS a
LEFT JOIN firsts AS f USING (article_id)
LEFT JOIN held AS h USING (article_id)
GROUP BY ALL
ORDER BY a.published_date, publisher, a.source_name
