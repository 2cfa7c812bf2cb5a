SELECT seq, at, account, act, coalesce(before::text, ''), coalesce(after::text, '')
FROM log
WHERE subject = $1::text
ORDER BY seq
