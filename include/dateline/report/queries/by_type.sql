-- Events by type: how many were told, and as what.
SELECT
    event_type,
    count(*) AS events,
    count(*) FILTER (factuality = 'asserted') AS asserted,
    count(*) FILTER (factuality = 'historical') AS historical,
    count(*) FILTER (factuality IN ('future', 'hypothetical')) AS planned_or_feared,
    count(*) FILTER (factuality = 'negated') AS negated
FROM events
GROUP BY event_type
ORDER BY events DESC, event_type
