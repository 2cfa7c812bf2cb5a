-- Requests whose answer or start is due by $1, and uses that nobody has finished and that ended by $2; in order of their
-- moments, after the moment $3 and the booking $4, at most $5.
SELECT b.id, b.instrument_id, i.unit_id, b.organisation_id, b.due
FROM (
    SELECT id, instrument_id, organisation_id, least(respond_by, starts_at) AS due
    FROM booking
    WHERE state = 'requested' AND wish_id IS NULL AND (respond_by <= $1::timestamptz OR starts_at <= $1::timestamptz)
    UNION ALL
    SELECT id, instrument_id, organisation_id, ends_at
    FROM booking
    WHERE state = 'running' AND ends_at <= $2::timestamptz
) AS b
JOIN instrument i ON i.id = b.instrument_id
WHERE $3::timestamptz IS NULL OR (b.due, b.id) > ($3::timestamptz, $4::int8)
ORDER BY b.due, b.id
LIMIT $5::int4
