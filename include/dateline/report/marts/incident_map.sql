-- One row per incident, for a map: GeoParquet. An incident that is only placed in a country or not at all has a null geometry:
-- the middle of a country is not where it happened.
SELECT
    i.incident_id,
    i.incident_date,
    i.date_start IS NOT NULL AS is_day_stated,
    i.event_type,
    i.event_mode,
    i.place_name,
    i.country_iso3,
    i.admin1_name,
    i.where_prec,
    CASE WHEN i.where_prec <= 5 THEN i.longitude END AS longitude,
    CASE WHEN i.where_prec <= 5 THEN i.latitude END AS latitude,
    i.actor_name,
    i.recipient_name,
    i.killed_low,
    i.killed_best,
    i.killed_high,
    i.injured_best,
    i.is_disputed,
    i.article_count,
    i.publisher_count,
    i.first_reported_at,
    i.last_reported_at
FROM incidents AS i
ORDER BY i.incident_date, i.incident_id
