-- Requests whose answer or start is due by $1, uses that nobody has finished and that ended by $2, and uses past their
-- end at $1 for which somebody has to wait who has not been told; in order of their moments, after the moment $3 and the
-- booking $4, at most $5.
SELECT b.id, b.instrument_id, i.unit_id, b.organisation_id, b.due
FROM (
    SELECT id, instrument_id, organisation_id, least(respond_by, starts_at) AS due
    FROM booking
    WHERE state = 'requested' AND wish_id IS NULL AND (respond_by <= $1::timestamptz OR starts_at <= $1::timestamptz)
    UNION ALL
    SELECT id, instrument_id, organisation_id, ends_at
    FROM booking
    WHERE state = 'running' AND ends_at <= $2::timestamptz
    UNION ALL
    SELECT id, instrument_id, organisation_id, ends_at
    FROM booking use
    WHERE state = 'running' AND ends_at > $2::timestamptz AND ends_at < $1::timestamptz AND EXISTS (
        SELECT FROM booking next
        WHERE next.channel_id = use.channel_id AND next.live AND next.state <> 'running' AND next.id <> use.id
            AND next.starts_at >= use.starts_at AND next.delayed_until IS NULL
            AND next.starts_at < $1::timestamptz + make_interval(mins => greatest(use.clean_down, next.set_up)))
) AS b
JOIN instrument i ON i.id = b.instrument_id
WHERE $3::timestamptz IS NULL OR (b.due, b.id) > ($3::timestamptz, $4::int8)
ORDER BY b.due, b.id
LIMIT $5::int4
