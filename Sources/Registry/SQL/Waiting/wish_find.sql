SELECT w.organisation_id, o.park_id, w.state, w.booking_id
FROM wish w JOIN organisation o ON o.id = w.organisation_id
WHERE w.id = $1::int8
