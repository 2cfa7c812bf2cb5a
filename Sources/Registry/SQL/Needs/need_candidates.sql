-- Instruments that outsiders may book and that have any of the words; $1: each word's names joined by U+001F; $2: the
-- beginning of a class code; $3: now.
SELECT i.id, i.search_text, i.class_code
FROM instrument i
JOIN organisation u ON u.id = i.unit_id
WHERE (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $3::timestamptz)
    AND i.status <> 'retired'
    AND (cardinality($1::text[]) = 0 OR EXISTS (
        SELECT 1 FROM unnest($1::text[]) AS word, unnest(string_to_array(word, E'\x1F')) AS spelling
        WHERE strpos(i.search_text, spelling) > 0))
    AND ($2::text IS NULL OR starts_with(i.class_code, $2::text))
ORDER BY i.id
LIMIT 2000
