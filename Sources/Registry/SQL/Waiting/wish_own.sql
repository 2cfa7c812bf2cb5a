-- An organisation's wishes, with the offer that was made to each; $2: closed ones too; $3: now.
SELECT w.id, u.code || '/' || i.number, w.service, w.from_at, w.to_at, w.length,
    CASE WHEN w.state = 'waiting' AND w.to_at <= $3::timestamptz THEN 'expired' ELSE w.state END,
    b.id, b.starts_at, b.ends_at, b.respond_by,
    CASE WHEN w.state = 'waiting' THEN (
        SELECT count(*) FROM wish before
        WHERE before.instrument_id = w.instrument_id AND before.state = 'waiting' AND before.id <= w.id
            AND before.to_at > $3::timestamptz) END
FROM wish w
JOIN instrument i ON i.id = w.instrument_id
JOIN organisation u ON u.id = i.unit_id
LEFT JOIN booking b ON b.id = w.booking_id
WHERE w.organisation_id = $1::int8
    AND ($2::bool OR w.state = 'offered' OR w.state = 'waiting' AND w.to_at > $3::timestamptz)
ORDER BY w.id
LIMIT 500
