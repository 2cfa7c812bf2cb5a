-- The operators of units, in the order in which they were entered.
SELECT o.unit_id, o.id, o.path, o.hours, o.instruments
FROM operator o
WHERE o.unit_id = ANY ($1::int8[]) AND o.ended_at IS NULL
ORDER BY o.id
