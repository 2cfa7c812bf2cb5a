SELECT c.id, c.instrument_id, i.unit_id, u.park_id, c.starts_at, c.ends_at, c.reopened_at, u.code || '/' || i.number
FROM closure c JOIN instrument i ON i.id = c.instrument_id JOIN organisation u ON u.id = i.unit_id
WHERE c.id = $1::int8
