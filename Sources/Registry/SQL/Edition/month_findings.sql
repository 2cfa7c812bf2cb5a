-- What publications had found broken by $2: what is mended from then on still stood.
SELECT instrument_id, rule, opened_at, CASE WHEN mended_at < $2::timestamptz THEN mended_at END
FROM finding
WHERE opened_at < $2::timestamptz AND (mended_at IS NULL OR mended_at >= $1::timestamptz)
ORDER BY instrument_id, rule, opened_at
