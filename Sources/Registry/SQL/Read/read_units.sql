SELECT u.code, u.name, u.name_en, p.code, u.contact, u.complaints,
    (SELECT count(*) FROM instrument i WHERE i.unit_id = u.id AND 
        (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $2::timestamptz))
FROM organisation u JOIN organisation p ON p.id = u.park_id
WHERE u.kind = 'unit' AND ($1::text IS NULL OR p.code = $1::text)
ORDER BY u.code
