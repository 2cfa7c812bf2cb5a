-- What holds the operators of units: their live bookings that started after $2, with the clean-down after each.
SELECT o.unit_id, o.id, b.id, b.starts_at, b.ends_at + make_interval(mins => b.clean_down)
FROM operator o
CROSS JOIN LATERAL (
    SELECT id, starts_at, ends_at, clean_down FROM booking
    WHERE operator_id = o.id AND live AND operator_id IS NOT NULL AND starts_at > $2::timestamptz
    ORDER BY starts_at
) AS b
WHERE o.unit_id = ANY ($1::int8[]) AND o.ended_at IS NULL
