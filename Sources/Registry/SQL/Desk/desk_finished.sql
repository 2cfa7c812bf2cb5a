-- What finished on channels after $2: it may still be cleaned.
SELECT channel_id, id, least(starts_at, started_at), finished_at, set_up, clean_down
FROM booking
WHERE channel_id = ANY ($1::int8[]) AND state = 'finished' AND finished_at > $2::timestamptz
