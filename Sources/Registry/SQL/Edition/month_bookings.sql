-- Bookings whose time touches the month, and those to which something happened in it; with their last answer and their
-- ending within the month. By instrument, so that one instrument's month is in memory at a time.
--
-- The log tells the fates, for a booking that moves may be asked for and answered again. What never had to wait was
-- confirmed when it was made; for the others the log says what they were then.
DECLARE month_bookings NO SCROLL CURSOR FOR
WITH fate AS (
    SELECT substr(l.subject, 2)::bigint AS id, l.seq, l.act, l.at, l.after ->> 'reason' AS reason,
        a.organisation_id
    FROM log l LEFT JOIN account a ON a.name = l.account
    WHERE l.act IN ('approve', 'decline', 'grant', 'cancel', 'lapse', 'bump')
        AND l.at >= $1::timestamptz AND l.at < $2::timestamptz),
-- Begun before the month that it was booked for, or ended after it: never by as much as a month.
used AS (
    SELECT id FROM booking
    WHERE finished_at > $1::timestamptz AND started_at < $2::timestamptz
        AND starts_at > $1::timestamptz - interval '31 days' AND starts_at < $2::timestamptz + interval '31 days'
        AND NOT (ends_at > $1::timestamptz AND starts_at < $2::timestamptz)),
answered AS (
    SELECT DISTINCT ON (id) id, act, at, reason FROM fate WHERE act IN ('approve', 'decline', 'grant')
    ORDER BY id, seq DESC),
ended AS (
    SELECT DISTINCT ON (id) id, act, at, organisation_id FROM fate WHERE act IN ('cancel', 'lapse', 'bump')
    ORDER BY id, seq DESC),
-- Each booking once, by the first of the reasons that holds; each part by an index of its own.
of_month AS NOT MATERIALIZED (
    SELECT * FROM booking
    WHERE ends_at > $1::timestamptz AND starts_at < $2::timestamptz
    UNION ALL
    SELECT * FROM booking
    WHERE created_at >= $1::timestamptz AND created_at < $2::timestamptz
        AND NOT (ends_at > $1::timestamptz AND starts_at < $2::timestamptz)
    UNION ALL
    SELECT b.* FROM booking b
    WHERE b.id IN (SELECT id FROM fate UNION SELECT id FROM used)
        AND NOT (b.ends_at > $1::timestamptz AND b.starts_at < $2::timestamptz)
        AND NOT (b.created_at >= $1::timestamptz AND b.created_at < $2::timestamptz))
SELECT b.instrument_id, b.id, b.channel_id, b.organisation_id, b.starts_at, b.ends_at, b.state, b.party, b.purpose,
    s.code, b.quantity, b.price, b.created_at, b.started_at, b.finished_at, b.small_firm,
    answered.act, answered.at, answered.reason,
    CASE
        WHEN answered.id IS NOT NULL OR b.party <> 'outside' OR b.created_at < $1::timestamptz THEN false
        WHEN b.respond_by IS NULL AND b.answered_at IS NULL AND b.state NOT IN ('requested', 'declined', 'lapsed')
            THEN true
        ELSE (
            SELECT l.after ->> 'state' = 'confirmed' FROM log l
            WHERE l.subject = 'b' || b.id AND l.act = 'reserve' ORDER BY l.seq LIMIT 1)
    END,
    ended.act, ended.at, ended.organisation_id IS NOT DISTINCT FROM b.organisation_id
FROM of_month b
JOIN service s ON s.id = b.service_id
LEFT JOIN answered ON answered.id = b.id
LEFT JOIN ended ON ended.id = b.id
ORDER BY b.instrument_id, b.id
