-- Who is quoted most.
SELECT * FROM quotes_by_speaker WHERE is_name_known ORDER BY quote_count DESC, speaker, speaker_role NULLS LAST LIMIT 15
