UPDATE booking b
SET state = row.state, cancelled_late = row.late
FROM unnest($1::int8[], $2::text[], $3::bool[]) AS row (id, state, late)
WHERE b.id = row.id
