-- Instruments that something can be found against at $4: what is disclosed, and what is not yet. $5: the last path of the
-- page before; $6: how many.
SELECT i.id, p.code
FROM instrument i JOIN organisation u ON u.id = i.unit_id JOIN organisation p ON p.id = u.park_id
WHERE (i.disclosure IN ('disclosed', 'undisclosed')
        OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $4::timestamptz)
    AND ($1::text IS NULL OR p.code = $1::text)
    AND ($2::text IS NULL OR u.code = $2::text)
    AND ($3::text IS NULL OR u.code || '/' || i.number = $3::text)
    AND ($5::text IS NULL OR (u.code || '/' || i.number) COLLATE "C" > $5::text COLLATE "C")
ORDER BY (u.code || '/' || i.number) COLLATE "C"
LIMIT $6::int4
