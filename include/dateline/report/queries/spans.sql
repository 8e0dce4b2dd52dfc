-- Every piece of evidence in the articles shown: where it stands and what was taken out of it.
SELECT article_id, char_start, char_end, 'event' AS kind, event_type || ' (' || factuality || ')' AS note
FROM events WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, trigger_char_start, trigger_char_end, 'trigger', coalesce(event_mode, '') FROM events WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, char_start, char_end, 'figure', metric || ' ' || coalesce(best, low, high)::VARCHAR || coalesce(', says ' || attributed_to, '')
FROM figures WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, char_start, char_end, 'quote', 'quoted: ' || coalesce(speaker_name, speaker_text, 'nobody named')
FROM quotes WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, char_start, char_end, 'place', coalesce(name, '') || coalesce(', ' || country, '') FROM places WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, char_start, char_end, 'time', coalesce(timex_value, '') FROM times WHERE article_id IN (SELECT unnest($ids))
UNION ALL
SELECT article_id, char_start, char_end, 'mention', coalesce(canonical_name, '') FROM mentions
WHERE article_id IN (SELECT unnest($ids)) AND mention_type != 'PLACE'
ORDER BY ALL
