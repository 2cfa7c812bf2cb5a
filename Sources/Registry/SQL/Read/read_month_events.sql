-- What happened to outsiders' requests in the month: the act, when, whether those who had asked did it, and the state
-- and reason that it left. The daemon's own acts have no account.
SELECT b.id, l.act, l.at, coalesce(a.organisation_id = b.organisation_id, false), l.after ->> 'state',
    l.after ->> 'reason'
FROM log l
JOIN booking b ON b.id = substr(l.subject, 2)::bigint
LEFT JOIN account a ON a.name = l.account
WHERE l.act IN ('reserve', 'approve', 'grant', 'decline', 'cancel', 'bump', 'lapse')
    AND l.at >= $1::timestamptz AND l.at < $2::timestamptz AND b.party = 'outside'
ORDER BY l.seq
