-- One row per incident and metric with the reconciled toll: low, best and high by the rule in `rule`, on how many statements.
SELECT
    incident_id, incident_date, event_type, country_iso3, admin1_name, place_name, actor_name, recipient_name,
    metric, low, best, high, rule, statement_count, array_to_string(sources, '; ') AS sources, is_disputed, publisher_count
FROM (
    SELECT *, 'killed' AS metric, killed_low AS low, killed_best AS best, killed_high AS high, killed_rule AS rule,
        killed_statement_count AS statement_count, killed_sources AS sources
    FROM incidents
    UNION ALL BY NAME
    SELECT *, 'injured' AS metric, injured_low AS low, injured_best AS best, injured_high AS high, injured_rule AS rule,
        injured_statement_count AS statement_count, injured_sources AS sources
    FROM incidents
    UNION ALL BY NAME
    SELECT *, 'abducted' AS metric, abducted_low AS low, abducted_best AS best, abducted_high AS high, abducted_rule AS rule,
        abducted_statement_count AS statement_count, abducted_sources AS sources
    FROM incidents
    UNION ALL BY NAME
    SELECT *, 'detained' AS metric, detained_low AS low, detained_best AS best, detained_high AS high, detained_rule AS rule,
        detained_statement_count AS statement_count, detained_sources AS sources
    FROM incidents
    UNION ALL BY NAME
    SELECT *, 'displaced' AS metric, displaced_low AS low, displaced_best AS best, displaced_high AS high, displaced_rule AS rule,
        displaced_statement_count AS statement_count, displaced_sources AS sources
    FROM incidents
)
WHERE statement_count > 0
ORDER BY incident_date, incident_id, metric
