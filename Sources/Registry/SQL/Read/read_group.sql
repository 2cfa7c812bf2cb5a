-- The live bookings made together with one that have not begun, in order. $1 booking, $2 now.
SELECT b.id, b.instrument_id, i.unit_id, b.starts_at, b.ends_at
FROM booking one
JOIN booking b ON b.group_id = one.group_id
JOIN instrument i ON i.id = b.instrument_id
WHERE one.id = $1::int8 AND b.live AND b.starts_at > $2::timestamptz
ORDER BY b.starts_at, b.id
