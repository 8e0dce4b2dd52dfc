-- Asserted events by day, type and country: how many events were told, in how many articles, copies of one text left out.
-- The day is the first day of the event, or the day of publication where the text gives none (`is_day_stated` says which).
SELECT
    coalesce(e.date_start, e.published_date) AS event_date,
    e.date_start IS NOT NULL AS is_day_stated,
    e.event_type,
    e.quad_code,
    e.country,
    count(*) AS event_count,
    count(DISTINCT e.article_id) AS article_count
FROM events AS e
WHERE e.factuality = 'asserted'
GROUP BY ALL
ORDER BY event_date, is_day_stated, e.event_type, e.country NULLS LAST
