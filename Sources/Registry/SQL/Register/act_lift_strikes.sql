-- Takes off all strikes of an organisation that stand (rule B8).
INSERT INTO lifted_strike (booking_id, lifted_at, lifted_by)
SELECT b.id, $2::timestamptz, $3::text
FROM booking b
WHERE b.organisation_id = $1::int8 AND (b.state = 'no-show' OR b.cancelled_late) AND b.ends_at > $4::timestamptz
    AND NOT EXISTS (SELECT 1 FROM lifted_strike l WHERE l.booking_id = b.id)
ORDER BY b.id
RETURNING booking_id
