-- Needs that were open in a month, from $1 to $2; and whether an instrument had met each by its end.
SELECT id, coalesce(category, ''), coalesce(matched_first_at < $2::timestamptz, false)
FROM need
WHERE posted_at < $2::timestamptz AND (closed_at IS NULL OR closed_at >= $1::timestamptz)
ORDER BY id
