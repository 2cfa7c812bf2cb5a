-- Needs that were open in a period, from $1 to $2, by class: how many, and how many no instrument had met by its end.
SELECT coalesce(category, ''), count(*),
    count(*) FILTER (WHERE matched_first_at IS NULL OR matched_first_at >= $2::timestamptz)
FROM need
WHERE posted_at < $2::timestamptz AND (closed_at IS NULL OR closed_at >= $1::timestamptz)
GROUP BY 1
ORDER BY 1
