-- Live bookings of an instrument that touch a stretch of time.
SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, b.account_id, b.starts_at, b.ends_at, b.set_up,
    b.clean_down, b.state, b.service_id, s.code, b.party, b.purpose, b.project, b.access, b.quantity, b.price,
    b.policy_version, b.unit_of_charge, b.unit_price, b.small_firm, b.operator_id, b.group_id, b.contract, b.due_at,
    b.created_at, b.respond_by, b.escalated_at, b.answered_at, b.started_at, b.finished_at, b.cancelled_late, b.reason,
    b.delayed_until, b.wish_id
FROM booking b JOIN service s ON s.id = b.service_id
WHERE b.channel_id IN (SELECT id FROM channel WHERE instrument_id = $1::int8) AND b.live
    AND b.ends_at > $2::timestamptz AND ($3::timestamptz IS NULL OR b.starts_at < $3::timestamptz)
ORDER BY b.starts_at, b.id
