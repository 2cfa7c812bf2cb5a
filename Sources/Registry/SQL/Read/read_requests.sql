-- Requests that wait for an answer, those that are due first first, behind read_booking_view.sql. $1 holder unit (nil:
-- any), $2 its park, $3 how many.
WHERE b.state = 'requested' AND b.wish_id IS NULL
    AND ($1::int8 IS NULL OR i.unit_id = $1::int8)
    AND ($2::int8 IS NULL OR u.park_id = $2::int8)
ORDER BY least(b.respond_by, b.starts_at), b.id
LIMIT $3::int4
