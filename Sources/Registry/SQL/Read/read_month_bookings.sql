-- Bookings whose time touches the month, and those to which something happened in it.
SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, b.starts_at, b.ends_at, b.state, b.party, b.purpose,
    s.code, b.quantity, b.price, b.created_at, b.small_firm
FROM booking b JOIN service s ON s.id = b.service_id
WHERE b.ends_at > $1::timestamptz AND b.starts_at < $2::timestamptz
    OR b.id IN (
        SELECT substr(l.subject, 2)::bigint FROM log l
        WHERE l.act IN ('reserve', 'approve', 'decline', 'cancel', 'lapse')
            AND l.at >= $1::timestamptz AND l.at < $2::timestamptz)
ORDER BY b.instrument_id, b.id
