-- What the report remembers of every incident, to say next time what changed.
SELECT incident_id, killed_low, killed_best, killed_high FROM incidents
