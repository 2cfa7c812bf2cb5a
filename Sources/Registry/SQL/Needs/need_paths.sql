SELECT i.id, u.code || '/' || i.number
FROM instrument i JOIN organisation u ON u.id = i.unit_id
WHERE i.id = ANY ($1::int8[])
ORDER BY 2
