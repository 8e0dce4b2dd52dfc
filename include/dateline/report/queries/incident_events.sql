-- The events behind the incidents shown, with what the article says of itself.
SELECT i.incident_id, e.*, a.agency, a.duplicate_of, a.duplicate_kind
FROM (SELECT incident_id, unnest(event_ids) AS event_id FROM incidents WHERE incident_id IN (SELECT unnest($ids))) AS i
JOIN events AS e USING (event_id)
LEFT JOIN articles AS a USING (article_id)
ORDER BY i.incident_id, e.published_at, e.event_id
