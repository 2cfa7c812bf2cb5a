-- The live bookings of channels that started after $2, in order.
SELECT channel_id, id, starts_at, ends_at, set_up, clean_down
FROM booking
WHERE channel_id = ANY ($1::int8[]) AND live AND starts_at > $2::timestamptz
ORDER BY channel_id, starts_at
