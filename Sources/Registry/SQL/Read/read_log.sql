-- Rows of the log after $1: from $2 to before $3, about $4; $5: how many.
SELECT seq, at, account, act, subject, before::text, after::text, policy_version, hash
FROM log
WHERE seq > $1::int8
    AND ($2::timestamptz IS NULL OR at >= $2::timestamptz)
    AND ($3::timestamptz IS NULL OR at < $3::timestamptz)
    AND ($4::text IS NULL OR subject = $4::text)
ORDER BY seq
LIMIT $5::int4
