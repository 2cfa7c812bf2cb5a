SELECT instrument_id, id, channel_id, starts_at, coalesce(reopened_at, ends_at), reason, created_at
FROM closure
WHERE coalesce(reopened_at, ends_at) > greatest(starts_at, $1::timestamptz) AND starts_at < $2::timestamptz
ORDER BY instrument_id, starts_at, id
