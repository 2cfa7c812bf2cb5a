-- Instruments that somebody waits for and that rows of the log after $1 up to $2 may have freed time on, or freed the
-- quota of somebody who waits; all that somebody waits for where $1 is nil. $3: now.
-- A row that is about no booking, wish or instrument, such as a policy, may have changed everything.
WITH touched AS MATERIALIZED (
    SELECT DISTINCT coalesce(b.instrument_id, w.instrument_id, i.id) AS instrument_id, b.organisation_id
    FROM log l
    LEFT JOIN booking b ON b.id = CASE WHEN l.subject ~ '^b[0-9]{1,18}$' THEN substr(l.subject, 2)::int8 END
    LEFT JOIN wish w ON w.id = CASE
        WHEN l.act = 'wait' AND l.subject ~ '^w[0-9]{1,18}$' THEN substr(l.subject, 2)::int8 END
    LEFT JOIN LATERAL (
        SELECT named.id FROM instrument named JOIN organisation holder ON holder.id = named.unit_id
        WHERE l.act IN ('publish', 'publish-new', 'confirm', 'close', 'reopen', 'withdraw', 'exempt')
            AND (holder.code, named.number) = (split_part(l.subject, '/', 1), split_part(l.subject, '/', 2))
    ) i ON true
    WHERE l.seq > $1::int8 AND l.seq <= $2::int8
        -- What takes time frees none, and what is about people alone neither.
        AND l.act NOT IN (
            'reserve', 'offer', 'accept', 'approve', 'start', 'token', 'revoke', 'unwait', 'expire', 'need', 'unneed',
            'match')
        AND l.act NOT LIKE 'add-%'
)
SELECT DISTINCT w.instrument_id, i.unit_id
FROM wish w JOIN instrument i ON i.id = w.instrument_id
WHERE w.state = 'waiting' AND w.to_at > $3::timestamptz
    AND ($1::int8 IS NULL
        OR w.instrument_id IN (SELECT instrument_id FROM touched)
        OR w.organisation_id IN (SELECT organisation_id FROM touched)
        OR EXISTS (SELECT 1 FROM touched WHERE instrument_id IS NULL))
ORDER BY w.instrument_id
