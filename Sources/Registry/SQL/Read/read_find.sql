-- Disclosed instruments by what a user may say of them. $1: words that must all occur, each with its synonyms joined
-- by U+001F; $7: the last path of the page before; $8: now.
SELECT i.id, u.code, i.number, p.code
FROM instrument i
JOIN organisation u ON u.id = i.unit_id
JOIN organisation p ON p.id = u.park_id
WHERE (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $8::timestamptz)
    AND i.status <> 'retired'
    AND NOT EXISTS (
        SELECT 1 FROM unnest($1::text[]) AS word
        WHERE NOT EXISTS (
            SELECT 1 FROM unnest(string_to_array(word, E'\x1F')) AS spelling
            WHERE strpos(i.search_text, spelling) > 0))
    AND ($2::text IS NULL OR p.code = $2::text)
    AND ($3::text IS NULL OR u.code = $3::text)
    AND ($4::text IS NULL OR starts_with(i.class_code, $4::text))
    AND ($5::text IS NULL OR $5::text = ANY (i.access))
    AND ($6::int8 IS NULL OR EXISTS (
        SELECT 1 FROM service s
        CROSS JOIN LATERAL (
            SELECT t.price FROM tariff t
            WHERE t.service_id = s.id AND t.withdrawn_at IS NULL AND t.effective_from <= $8::timestamptz
            ORDER BY t.effective_from DESC, t.id DESC LIMIT 1) AS current
        WHERE s.instrument_id = i.id AND s.withdrawn_at IS NULL AND current.price <= $6::int8))
    AND ($7::text IS NULL OR (u.code || '/' || i.number) COLLATE "C" > $7::text COLLATE "C")
ORDER BY (u.code || '/' || i.number) COLLATE "C"
LIMIT $9::int4
