-- Every statement of a toll about one incident: who said which number when, in which words of which article. A rising toll is
-- read down the rows of an incident. Parts of a whole and negated numbers stand apart by `is_part` and `is_negated`; what is
-- cumulative ("since 2011") or a current stock ("remain trapped") is never about one incident alone, see `scope`.
SELECT
    i.incident_id,
    i.incident_date,
    i.event_type,
    i.country_iso3,
    i.place_name,
    f.metric,
    f.published_at AS stated_at,
    coalesce(f.attributed_to, a.agency, e.publisher) AS stated_by,
    f.attributed_to IS NOT NULL AS is_source_named,
    f.low,
    f.best,
    f.high,
    f.qualifier,
    f.unit,
    f.who_text,
    f.scope,
    f.is_negated,
    f.part_of_figure_id IS NOT NULL AS is_part,
    f.value_text,
    f.article_id,
    f.char_start,
    f.char_end,
    e.publisher,
    a.duplicate_of IS NOT NULL AS is_duplicate,
    f.figure_id
FROM (SELECT incident_id, incident_date, event_type, country_iso3, place_name, unnest(event_ids) AS event_id FROM incidents) AS i
JOIN events AS e USING (event_id)
JOIN figures AS f USING (event_id)
LEFT JOIN articles AS a ON a.article_id = f.article_id
ORDER BY i.incident_date, i.incident_id, f.metric, f.published_at, f.figure_id
