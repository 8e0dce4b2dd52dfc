-- How good the data is, by the day of publication: shares of events with a place, a day and an actor, rows in quarantine.
WITH event_days AS (
    SELECT
        published_date AS day,
        count(*) AS event_count,
        count(*) FILTER (WHERE country IS NOT NULL) AS placed_count,
        count(*) FILTER (WHERE date_from != 'publication') AS dated_count,
        count(*) FILTER (WHERE actor_text IS NOT NULL) AS with_actor_count,
        avg(confidence) AS mean_confidence
    FROM events
    GROUP BY published_date
),
quarantine_days AS (SELECT quarantine_date AS day, count(*) AS quarantined_count FROM quarantine GROUP BY quarantine_date),
article_days AS (SELECT published_date AS day, count(*) AS article_count FROM articles GROUP BY published_date)
SELECT
    day,
    coalesce(a.article_count, 0) AS article_count,
    coalesce(e.event_count, 0) AS event_count,
    round(e.placed_count / e.event_count, 4) AS placed_share,
    round(e.dated_count / e.event_count, 4) AS dated_share,
    round(e.with_actor_count / e.event_count, 4) AS with_actor_share,
    round(e.mean_confidence, 4) AS mean_confidence,
    coalesce(q.quarantined_count, 0) AS quarantined_count
FROM article_days AS a
FULL JOIN event_days AS e USING (day)
FULL JOIN quarantine_days AS q USING (day)
ORDER BY day
