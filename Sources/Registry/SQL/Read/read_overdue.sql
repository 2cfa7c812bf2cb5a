-- Every instrument that has an obligation and is not disclosed; the deadline is the rule's to compute.
SELECT i.id, p.code
FROM instrument i JOIN organisation u ON u.id = i.unit_id JOIN organisation p ON p.id = u.park_id
WHERE i.disclosure = 'undisclosed'
    AND ($1::text IS NULL OR p.code = $1::text)
    AND ($2::text IS NULL OR u.code = $2::text)
ORDER BY u.code, i.number
