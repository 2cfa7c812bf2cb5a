-- What happened within the month to outsiders' bookings of any time: the last answer of each, its ending, and what was
-- confirmed when it was made though it has had to wait for an answer since.
--
-- The log tells, for a booking that moves may be asked for and answered again. The last column says that the booking's
-- own row looks as if it had never had to wait.
COPY (
WITH fate AS (
    SELECT substr(subject, 2)::bigint AS id, seq, act, at, account,
        CASE WHEN act = 'decline' THEN coalesce(after ->> 'reason', '') END AS reason
    FROM log
    WHERE act IN ('approve', 'decline', 'grant', 'cancel', 'lapse', 'bump')
        AND at >= $1::timestamptz AND at < $2::timestamptz),
answered AS (
    SELECT DISTINCT ON (id) id, act, at, reason FROM fate WHERE act IN ('approve', 'decline', 'grant')
    ORDER BY id, seq DESC),
ended AS (
    SELECT DISTINCT ON (id) id, act, at, account FROM fate WHERE act IN ('cancel', 'lapse', 'bump')
    ORDER BY id, seq DESC),
-- By itself, for each of these costs a look into the log: most have their answer in the month and need none.
waited AS MATERIALIZED (
    SELECT id, instrument_id, created_at FROM booking b
    WHERE created_at >= $1::timestamptz AND created_at < $2::timestamptz
        AND (respond_by IS NOT NULL OR answered_at IS NOT NULL) AND party = 'outside'
        AND NOT EXISTS (SELECT FROM answered WHERE answered.id = b.id))
SELECT b.instrument_id, b.created_at, answered.act, answered.at, answered.reason,
    b.respond_by IS NULL AND b.answered_at IS NULL
FROM answered JOIN booking b ON b.id = answered.id
WHERE b.party = 'outside'
UNION ALL
SELECT b.instrument_id, b.created_at,
    CASE
        WHEN ended.act = 'lapse' THEN 'expired'
        WHEN ended.act = 'cancel' AND a.organisation_id IS NOT DISTINCT FROM b.organisation_id THEN 'withdrawn'
        ELSE 'unit-cancelled'
    END, ended.at, NULL, false
FROM ended JOIN booking b ON b.id = ended.id LEFT JOIN account a ON a.name = ended.account
WHERE b.party = 'outside'
UNION ALL
SELECT instrument_id, created_at, 'confirmed', created_at, NULL, false
FROM waited
WHERE (
    SELECT l.after ->> 'state' = 'confirmed' FROM log l
    WHERE l.subject = 'b' || waited.id AND l.act = 'reserve' ORDER BY l.seq LIMIT 1)
) TO STDOUT (FORMAT binary)
