-- Who stated which toll of the incidents shown, in the order in which it was stated.
SELECT * FROM casualty_statements WHERE incident_id IN (SELECT unnest($ids)) ORDER BY incident_id, stated_at, figure_id
