-- The log after $1 as its hashes cover it; $2: how many rows.
SELECT seq, at, account, act, subject, before::text, after::text, policy_version, hash
FROM log
WHERE seq > $1::int8
ORDER BY seq
LIMIT $2::int4
