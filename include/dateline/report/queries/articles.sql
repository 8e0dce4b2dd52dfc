-- The articles behind the incidents shown.
SELECT article_id, title, publisher, agency, url, published_date, published_prec, rights, text, duplicate_of, duplicate_kind
FROM articles WHERE article_id IN (SELECT unnest($ids)) ORDER BY article_id
