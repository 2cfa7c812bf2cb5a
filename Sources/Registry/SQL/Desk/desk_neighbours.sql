-- What decides whether a channel is free: live bookings of a channel are disjoint, so if any touches a window, the last
-- that starts before its end does, or, when that is the one being moved, the one before. The first after the window
-- tells whether its own set-up reaches in. Exact for bookings of any length, at two index probes a window.
SELECT q.channel_id, b.id, b.starts_at, b.ends_at, b.set_up, b.clean_down
FROM unnest($1::int8[], $2::timestamptz[], $3::timestamptz[]) AS q (channel_id, from_at, to_at)
CROSS JOIN LATERAL (
    (
        SELECT id, starts_at, ends_at, set_up, clean_down FROM booking
        WHERE channel_id = q.channel_id AND live AND starts_at < q.to_at
        ORDER BY starts_at DESC LIMIT 2
    )
    UNION ALL
    (
        SELECT id, starts_at, ends_at, set_up, clean_down FROM booking
        WHERE channel_id = q.channel_id AND live AND starts_at >= q.to_at
        ORDER BY starts_at LIMIT 1
    )
) AS b
