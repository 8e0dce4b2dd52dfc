-- Numbers of people by place and metric: each statement about one incident, with the place of the event that it belongs to.
-- Cumulative and current numbers stand apart by `scope`; parts of a whole and negated numbers are left out.
SELECT
    e.country,
    e.admin1_name,
    e.place_name,
    f.metric,
    f.scope,
    f.unit,
    count(*) AS statement_count,
    count(DISTINCT f.article_id) AS article_count,
    min(coalesce(f.low, f.best)) AS lowest,
    max(f.best) AS highest_best,
    max(coalesce(f.high, f.best)) AS highest
FROM figures AS f
JOIN events AS e USING (event_id)
WHERE NOT f.is_negated AND f.part_of_figure_id IS NULL AND e.factuality = 'asserted'
GROUP BY ALL
ORDER BY e.country NULLS LAST, e.admin1_name NULLS LAST, e.place_name NULLS LAST, f.metric, f.scope, f.unit
