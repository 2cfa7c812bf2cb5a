-- All live bookings of channels that touch a window, with the last before and the first after it: live bookings of a
-- channel are disjoint, so no other can reach in. Exact for bookings of any length.
SELECT q.channel_id, b.id, least(b.starts_at, b.started_at), b.ends_at, b.set_up, b.clean_down
FROM unnest($1::int8[], $2::timestamptz[], $3::timestamptz[]) AS q (channel_id, from_at, to_at)
CROSS JOIN LATERAL (
    (
        SELECT id, starts_at, started_at, ends_at, set_up, clean_down FROM booking
        WHERE channel_id = q.channel_id AND live AND starts_at < q.from_at
        ORDER BY starts_at DESC LIMIT 1
    )
    UNION ALL
    (
        SELECT id, starts_at, started_at, ends_at, set_up, clean_down FROM booking
        WHERE channel_id = q.channel_id AND live AND starts_at >= q.from_at AND starts_at < q.to_at
    )
    UNION ALL
    (
        SELECT id, starts_at, started_at, ends_at, set_up, clean_down FROM booking
        WHERE channel_id = q.channel_id AND live AND starts_at >= q.to_at
        ORDER BY starts_at LIMIT 1
    )
) AS b
