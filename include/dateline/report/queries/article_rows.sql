-- What was read out of one article, in the order of the text, with the verdict that the reader gave before.
WITH found AS (
    SELECT 'events' AS dataset, row_id, char_start, char_end, confidence,
        concat_ws(' · ', event_type, event_mode, factuality, coalesce(actor_text, '?') || ' → ' || coalesce(recipient_text, '?'), place_name, date_start::VARCHAR) AS what
    FROM events WHERE article_id = $article_id
    UNION ALL
    SELECT 'figures', row_id, char_start, char_end, confidence,
        concat_ws(' · ', metric, coalesce(best, low, high)::VARCHAR, qualifier, who_text, scope, 'says ' || attributed_to)
    FROM figures WHERE article_id = $article_id
    UNION ALL
    SELECT 'quotes', row_id, char_start, char_end, confidence, concat_ws(' · ', quote_kind, coalesce(speaker_name, speaker_text), speaker_role)
    FROM quotes WHERE article_id = $article_id
    UNION ALL
    SELECT 'places', row_id, char_start, char_end, confidence, concat_ws(' · ', name, place_kind, admin1_name, country) FROM places WHERE article_id = $article_id
)
SELECT f.*, r.verdict, r.note
FROM found AS f
LEFT JOIN reviews AS r ON r.dataset = f.dataset AND r.id = f.row_id AND r.reviewer = $reviewer
ORDER BY f.char_start, f.char_end, f.dataset, f.row_id
