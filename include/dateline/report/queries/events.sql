-- The newest events, the main one of each article first.
SELECT
    event_id, published_date, event_rank, event_type, event_mode, factuality, actor_text, recipient_text,
    date_start, date_end, date_from, place_name, admin1_name, country, killed_low, killed_best, injured_low, injured_best,
    attributed_to, confidence, evidence_text, char_start, trigger_char_start, trigger_char_end, title, publisher, url
FROM events
ORDER BY published_date DESC, article_id, event_rank
LIMIT $shown
