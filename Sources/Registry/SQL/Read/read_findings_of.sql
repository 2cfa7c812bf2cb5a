-- What publications found against instruments between $1 and $2: opened before the end, mended after the beginning or not.
SELECT instrument_id, rule, opened_at, mended_at FROM finding
WHERE opened_at < $2::timestamptz AND (mended_at IS NULL OR mended_at >= $1::timestamptz)
ORDER BY instrument_id, rule, opened_at
