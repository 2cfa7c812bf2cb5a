SELECT instrument_id, id, channel_id, starts_at, coalesce(reopened_at, ends_at), reason, created_at
FROM closure
WHERE instrument_id = ANY ($1::int8[]) AND coalesce(reopened_at, ends_at) > starts_at
    AND coalesce(reopened_at, ends_at) > $2::timestamptz
ORDER BY instrument_id, starts_at, id
