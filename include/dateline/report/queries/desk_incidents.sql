-- Incidents that fit a search, newest first, one more than a page holds.
SELECT i.* FROM incidents AS i
WHERE ($kind = '' OR i.event_type = $kind)
    AND ($country = '' OR i.country = $country)
    AND ($first = '' OR i.incident_date >= CAST(nullif($first, '') AS DATE))
    AND ($last = '' OR i.incident_date <= CAST(nullif($last, '') AS DATE))
    AND ($words = '' OR contains(
        lower(concat_ws(' ', i.event_type, i.event_mode, i.place_name, i.admin1_name, i.country_iso3, i.actor_name, i.recipient_name)),
        lower($words)
    ) OR EXISTS (
        SELECT 1 FROM events AS e WHERE list_contains(i.event_ids, e.event_id) AND contains(lower(e.evidence_text), lower($words))
    ))
ORDER BY i.incident_date DESC, i.publisher_count DESC, i.incident_id
LIMIT $shown OFFSET $start
