-- Everything known to the register by the end of the month, in the edition's order; $1 unit code, $2 end of the month.
SELECT i.id, p.code, i.created_at, i.confirmed_at
FROM instrument i JOIN organisation u ON u.id = i.unit_id JOIN organisation p ON p.id = u.park_id
WHERE i.created_at < $1::timestamptz
ORDER BY (u.code || '/' || i.number) COLLATE "C"
