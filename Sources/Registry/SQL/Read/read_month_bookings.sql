SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, o.kind, b.starts_at, b.ends_at, b.state, b.party, b.purpose,
    b.price, b.created_at, b.cancelled_late
FROM booking b JOIN organisation o ON o.id = b.organisation_id
WHERE b.ends_at > $1::timestamptz AND b.starts_at < $2::timestamptz
ORDER BY b.id
