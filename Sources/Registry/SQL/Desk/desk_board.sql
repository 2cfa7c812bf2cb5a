-- The live bookings of channels that started after $2, in order; a use that began early holds its time from then on. One
-- probe for each channel; the order asked for is that of the index, so that no other plan looks as good, even on an empty
-- table.
SELECT q.channel_id, b.id, least(b.starts_at, b.started_at), b.ends_at, b.set_up, b.clean_down, b.state = 'running'
FROM unnest($1::int8[]) AS q (channel_id)
CROSS JOIN LATERAL (
    SELECT id, starts_at, started_at, ends_at, set_up, clean_down, state FROM booking
    WHERE channel_id = q.channel_id AND live AND starts_at > $2::timestamptz
    ORDER BY starts_at
) AS b
