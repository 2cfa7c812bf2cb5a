-- The series that a booking is one of: its group, the text, and every booking of it that was not called off. $1 booking.
SELECT g.id, g.series, b.id, b.starts_at, b.ends_at
FROM booking one
JOIN booking_group g ON g.id = one.group_id
JOIN booking b ON b.group_id = one.group_id
WHERE one.id = $1::int8 AND g.series IS NOT NULL AND b.state NOT IN ('cancelled', 'declined', 'lapsed', 'bumped')
ORDER BY b.starts_at, b.id
