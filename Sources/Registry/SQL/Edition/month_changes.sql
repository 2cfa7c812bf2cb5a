-- What was otherwise for a part of the month: until each change the open hours, the channels, and whether it was disclosed;
-- and that it was not there before it came.
SELECT instrument_id, until, was ->> 'open_hours', channels, was ->> 'disclosure',
    (was ->> 'disclosure_until')::timestamptz, id
FROM instrument_history
WHERE until > $1::timestamptz AND until < $2::timestamptz AND was IS NOT NULL
UNION ALL
SELECT id, created_at, NULL, 0, 'undisclosed', NULL, 0
FROM instrument
WHERE created_at > $1::timestamptz AND created_at < $2::timestamptz
ORDER BY 1, 2, 7
