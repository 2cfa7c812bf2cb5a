-- Bookings with everything a list shows. $1 organisation (nil: any), $2 unit, $3 instrument, $4 state, $5 ends after,
-- $6 starts before, $7 the last booking of the page before, $8 how many, $9 booking,
-- $10 park of the unit or of the organisation, $11 whether to leave out what is called off, declined or lapsed.
SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, b.account_id, b.starts_at, b.ends_at, b.set_up,
    b.clean_down, b.state, b.service_id, s.code, b.party, b.purpose, b.project, b.access, b.quantity, b.price,
    b.policy_version, b.unit_of_charge, b.unit_price, b.small_firm, b.operator_id, b.group_id, b.contract, b.due_at,
    b.created_at, b.respond_by, b.escalated_at, b.answered_at, b.started_at, b.finished_at, b.cancelled_late, b.reason,
    b.delayed_until, b.wish_id, u.code, i.number, a.name, o.name, i.name, c.position, o.contact, i.unit_id, u.park_id,
    o.park_id, p.path, p.name
FROM booking b
JOIN instrument i ON i.id = b.instrument_id
JOIN organisation u ON u.id = i.unit_id
JOIN organisation o ON o.id = b.organisation_id
JOIN account a ON a.id = b.account_id
JOIN service s ON s.id = b.service_id
JOIN channel c ON c.id = b.channel_id
LEFT JOIN operator p ON p.id = b.operator_id
WHERE ($1::int8 IS NULL OR b.organisation_id = $1::int8)
    AND ($2::int8 IS NULL OR i.unit_id = $2::int8)
    AND ($3::int8 IS NULL OR b.instrument_id = $3::int8)
    AND ($4::text IS NULL OR b.state = $4::text)
    AND ($5::timestamptz IS NULL OR b.ends_at > $5::timestamptz)
    AND ($6::timestamptz IS NULL OR b.starts_at < $6::timestamptz)
    AND ($7::int8 IS NULL OR (b.starts_at, b.id) > (SELECT l.starts_at, l.id FROM booking l WHERE l.id = $7::int8))
    AND ($9::int8 IS NULL OR b.id = $9::int8)
    AND ($10::int8 IS NULL OR $10::int8 IN (u.park_id, o.park_id, o.id))
    AND NOT ($11::bool AND b.state IN ('cancelled', 'declined', 'lapsed'))
ORDER BY b.starts_at, b.id
LIMIT $8::int4
