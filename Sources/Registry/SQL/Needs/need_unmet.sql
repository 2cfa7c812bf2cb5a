-- Needs that were open in a period, from $1 to $2, and that no instrument had met by its end, by class.
SELECT coalesce(category, ''), count(*)
FROM need
WHERE posted_at < $2::timestamptz AND (closed_at IS NULL OR closed_at >= $1::timestamptz)
    AND (matched_first_at IS NULL OR matched_first_at >= $2::timestamptz)
GROUP BY 1
ORDER BY 1
