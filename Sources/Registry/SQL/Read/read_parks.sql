-- What a park discloses at $1: also what is back from a withdrawal.
SELECT p.code, p.name, p.name_en, p.contact,
    (SELECT count(*) FROM organisation u WHERE u.park_id = p.id AND u.kind = 'unit'),
    (SELECT count(*) FROM instrument i JOIN organisation u ON u.id = i.unit_id
     WHERE u.park_id = p.id AND (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $1::timestamptz))
FROM organisation p
WHERE p.kind = 'park'
ORDER BY p.code
