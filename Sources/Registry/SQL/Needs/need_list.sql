-- Needs of one organisation ($1), of one park's organisations ($2), or open ones of all; $3: closed ones too; $4: now;
-- $5: one only. With how many instruments their owners were told of, and of those that came after the posting.
SELECT n.id, n.organisation_id, o.name, o.park_id, n.text, n.category, n.by_at, n.budget, n.length, n.posted_at,
    CASE WHEN n.state = 'open' AND n.expires_at <= $4::timestamptz THEN 'expired' ELSE n.state END,
    (SELECT count(*) FROM need_match m WHERE m.need_id = n.id),
    (SELECT count(*) FROM need_match m WHERE m.need_id = n.id AND m.matched_at > n.matched_first_at),
    a.id, a.name, o.kind
FROM need n
JOIN organisation o ON o.id = n.organisation_id
JOIN account a ON a.id = n.account_id
WHERE ($1::int8 IS NULL OR n.organisation_id = $1::int8)
    AND ($2::int8 IS NULL OR o.park_id = $2::int8)
    AND ($3::bool OR n.state = 'open' AND n.expires_at > $4::timestamptz)
    AND ($5::int8 IS NULL OR n.id = $5::int8)
ORDER BY n.id
LIMIT 500
