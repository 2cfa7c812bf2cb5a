-- Bookings whose time touches the month, and those to which something happened in it. Actual use may begin an hour early
-- and run a day over, so somewhat more is read than counts.
SELECT b.id, b.instrument_id, b.channel_id, b.organisation_id, b.starts_at, b.ends_at, b.state, b.party, b.purpose,
    s.code, b.quantity, b.price, b.created_at, b.started_at, b.finished_at, b.small_firm
FROM booking b JOIN service s ON s.id = b.service_id
WHERE b.ends_at > $1::timestamptz - interval '1 day' AND b.starts_at < $2::timestamptz + interval '1 hour'
    OR b.id IN (
        SELECT substr(l.subject, 2)::bigint FROM log l
        WHERE l.act IN ('reserve', 'approve', 'grant', 'decline', 'cancel', 'bump', 'lapse')
            AND l.at >= $1::timestamptz AND l.at < $2::timestamptz)
ORDER BY b.instrument_id, b.id
