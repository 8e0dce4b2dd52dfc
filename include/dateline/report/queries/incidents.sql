-- The newest incidents, those that most publishers report first within a day.
SELECT * FROM incidents ORDER BY incident_date DESC, publisher_count DESC, incident_id LIMIT $shown
