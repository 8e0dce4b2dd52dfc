-- Numbers of people by place.
SELECT country, admin1_name, place_name, metric, scope, unit, statement_count, lowest, highest_best, highest
FROM figures_by_place
ORDER BY country NULLS LAST, admin1_name NULLS LAST, place_name NULLS LAST, metric, scope, unit
