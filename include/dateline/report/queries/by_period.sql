-- Asserted events by quad class and by day, month or year, whichever gives a chart that can be read; from a week before the first
-- article was published, because what the news looks back on would stretch the axis over decades.
WITH shown AS (
    SELECT event_date, quad_code, event_count
    FROM events_by_day
    WHERE event_date >= (SELECT min(published_date) FROM articles) - 7
),
unit AS (
    SELECT CASE WHEN days <= 92 THEN 'day' WHEN days <= 5 * 366 + 31 THEN 'month' ELSE 'year' END AS unit
    FROM (SELECT max(event_date) - min(event_date) AS days FROM shown)
)
SELECT unit, strftime(date_trunc(unit, event_date), '%Y-%m-%d') AS period_start, quad_code, sum(event_count)::BIGINT AS event_count
FROM shown, unit
GROUP BY ALL
ORDER BY ALL
