-- What was in force for a part of the month: open hours and channels until their change.
SELECT instrument_id, until, was ->> 'open_hours', channels
FROM instrument_history
WHERE until > $1::timestamptz AND until < $2::timestamptz AND was IS NOT NULL
ORDER BY instrument_id, until, id
