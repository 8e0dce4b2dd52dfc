-- How good the data is, by day, newest first.
SELECT * FROM quality_by_day ORDER BY day DESC LIMIT 60
