-- Share of reviewed rows that people call right, by dataset, version of the extractors and week of the review.
SELECT
    dataset,
    extractor_version,
    date_trunc('week', reviewed_at)::DATE AS week,
    count(*) AS review_count,
    round(avg((verdict = 'right')::INT), 4) AS right_share,
    round(avg(confidence), 4) AS mean_confidence
FROM reviews
GROUP BY ALL
ORDER BY week DESC, dataset, extractor_version
