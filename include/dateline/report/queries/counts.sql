-- Size of everything, for the head of the page.
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL) AS duplicates,
    (SELECT count(DISTINCT publisher) FROM articles) AS publishers,
    (SELECT min(published_date) FROM articles) AS first_day,
    (SELECT max(published_date) FROM articles) AS last_day,
    (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM events WHERE factuality = 'asserted') AS asserted,
    (SELECT count(*) FROM incidents) AS incidents,
    (SELECT count(*) FROM figures) AS figures,
    (SELECT count(*) FROM quotes) AS quotes,
    (SELECT count(*) FROM quarantine) AS quarantined
