-- Conflict incidents and deaths by first-order division and month, in the shape of HDX HAPI's conflict events: the same incident
-- counts under political_violence and, when civilians were its main target, under civilian_targeting too, as ACLED's groups do.
-- Incidents without a country are left out; those without a division have a null admin1_code.
WITH kinds AS (
    SELECT
        i.incident_id,
        bool_or(e.acled_event_type IN ('Battles', 'Explosions/Remote violence', 'Violence against civilians')) AS is_political_violence,
        bool_or(e.acled_event_type IN ('Protests', 'Riots')) AS is_demonstration,
        bool_or(coalesce(e.civilian_targeting, false)) AS is_civilian_targeting
    FROM (SELECT incident_id, unnest(event_ids) AS event_id FROM incidents) AS i
    JOIN events AS e USING (event_id)
    GROUP BY i.incident_id
),
counted AS (
    SELECT incident_id, 'political_violence' AS event_type FROM kinds WHERE is_political_violence
    UNION ALL
    SELECT incident_id, 'demonstration' AS event_type FROM kinds WHERE is_demonstration
    UNION ALL
    SELECT incident_id, 'civilian_targeting' AS event_type FROM kinds WHERE is_civilian_targeting
)
SELECT
    i.country_iso3 AS location_code,
    i.admin1_code,
    i.admin1_name,
    c.event_type,
    count(*) AS events,
    sum(i.killed_best)::BIGINT AS fatalities,
    date_trunc('month', i.incident_date)::DATE AS reference_period_start,
    last_day(i.incident_date) AS reference_period_end
FROM counted AS c
JOIN incidents AS i USING (incident_id)
WHERE i.country_iso3 IS NOT NULL
GROUP BY ALL
ORDER BY reference_period_start, location_code, i.admin1_code NULLS LAST, i.admin1_name NULLS LAST, c.event_type
