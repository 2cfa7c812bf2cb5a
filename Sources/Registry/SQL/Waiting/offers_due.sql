-- Offers that nobody took in time.
SELECT b.id, b.instrument_id, i.unit_id, b.organisation_id
FROM booking b JOIN instrument i ON i.id = b.instrument_id
WHERE b.state = 'requested' AND b.wish_id IS NOT NULL AND b.respond_by <= $1::timestamptz
ORDER BY b.respond_by, b.id
LIMIT $2::int4
