-- Per instrument, what outsiders asked for and gave back in a month, and what the unit took from them.
SELECT b.instrument_id,
    count(*) FILTER (WHERE l.act = 'reserve'),
    count(*) FILTER (WHERE l.act = 'cancel' AND a.organisation_id = b.organisation_id),
    count(*) FILTER (WHERE l.act = 'cancel' AND a.organisation_id <> b.organisation_id)
FROM log l
JOIN booking b ON b.id = substr(l.subject, 2)::bigint
JOIN account a ON a.name = l.account
WHERE l.act IN ('reserve', 'cancel') AND l.at >= $1::timestamptz AND l.at < $2::timestamptz AND b.party = 'outside'
GROUP BY b.instrument_id
