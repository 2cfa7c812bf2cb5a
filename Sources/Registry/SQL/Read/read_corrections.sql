-- Corrections from $1 to $2 (nil: ever), of one instrument ($3) or all.
SELECT u.code, i.number, p.code, c.field, c.old_value, c.new_value, c.reason, c.account, c.corrected_at
FROM correction c JOIN instrument i ON i.id = c.instrument_id JOIN organisation u ON u.id = i.unit_id
JOIN organisation p ON p.id = u.park_id
WHERE ($1::timestamptz IS NULL OR c.corrected_at >= $1::timestamptz)
    AND ($2::timestamptz IS NULL OR c.corrected_at < $2::timestamptz)
    AND ($3::int8 IS NULL OR c.instrument_id = $3::int8)
ORDER BY c.corrected_at, c.id
