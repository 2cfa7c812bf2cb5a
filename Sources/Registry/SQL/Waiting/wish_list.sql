-- Those who wait for one instrument, in order; $2: now; $3: how many.
SELECT w.id, w.instrument_id, w.service, w.purpose, w.project, w.access, w.quantity, w.from_at, w.to_at, w.length,
    a.id, a.name, o.id, o.kind, o.park_id
FROM wish w
JOIN account a ON a.id = w.account_id
JOIN organisation o ON o.id = w.organisation_id
WHERE w.instrument_id = $1::int8 AND w.state = 'waiting' AND w.to_at > $2::timestamptz
    AND NOT a.suspended AND NOT o.suspended
ORDER BY w.id
LIMIT $3::int4
