-- Parks, and then units with their park, that there were before $1.
SELECT o.kind, o.code, o.name, o.name_en, p.code
FROM organisation o LEFT JOIN organisation p ON p.id = o.park_id
WHERE o.kind IN ('park', 'unit') AND o.created_at < $1::timestamptz
ORDER BY o.code COLLATE "C"
