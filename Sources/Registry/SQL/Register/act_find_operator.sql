SELECT o.id, o.unit_id, u.park_id, o.name, o.contact, o.hours, o.instruments, o.ended_at, u.code
FROM operator o JOIN organisation u ON u.id = o.unit_id
WHERE o.path = $1::text
