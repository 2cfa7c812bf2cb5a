-- What happened to a month after it was sealed; instruments by their path.
SELECT f.id, u.code || '/' || i.number, f.fact
FROM late_fact f JOIN instrument i ON i.id = f.instrument_id JOIN organisation u ON u.id = i.unit_id
WHERE f.month = $1::text
ORDER BY f.id
