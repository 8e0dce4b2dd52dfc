-- Who is quoted, how often and where: direct and mixed quotations stand apart from statements reported in the paper's words.
-- A copy of an article is not counted again.
SELECT
    coalesce(q.speaker_name, q.speaker_text) AS speaker,
    q.speaker_name IS NOT NULL AS is_name_known,
    q.speaker_role,
    q.speaker_country,
    count(*) AS quote_count,
    count(*) FILTER (WHERE q.quote_kind != 'indirect') AS direct_count,
    count(DISTINCT q.article_id) AS article_count,
    count(DISTINCT a.publisher) AS publisher_count,
    min(q.published_date) AS first_quoted_date,
    max(q.published_date) AS last_quoted_date
FROM quotes AS q
JOIN articles AS a USING (article_id)
WHERE coalesce(q.speaker_name, q.speaker_text) IS NOT NULL AND a.duplicate_kind IS DISTINCT FROM 'copy'
GROUP BY ALL
ORDER BY quote_count DESC, speaker, q.speaker_role NULLS LAST, q.speaker_country NULLS LAST
