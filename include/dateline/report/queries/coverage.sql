-- What each publisher brought.
SELECT
    publisher,
    sum(article_count)::BIGINT AS article_count,
    sum(own_article_count)::BIGINT AS own_article_count,
    sum(event_count)::BIGINT AS event_count,
    max(published_date) AS last_published_date,
    round(median(median_delay_minutes), 0) AS median_delay_minutes
FROM source_coverage GROUP BY publisher ORDER BY article_count DESC, publisher LIMIT 30
