-- Uses by outsiders that began in [$1, $2) and were over by $5, with the users' names; $3 park, $4 unit, where given. The
-- content is that of the price that held when it was booked. What is exempt from disclosure is left out.
SELECT b.id, u.code, i.number, coalesce(b.started_at, b.starts_at), coalesce(b.finished_at, b.ends_at),
    (SELECT t.content FROM tariff t WHERE t.service_id = b.service_id AND t.published_at <= b.created_at
        ORDER BY t.id DESC LIMIT 1),
    b.access, b.quantity, b.price, b.purpose, b.project, o.name, a.name, o.contact
FROM booking b
JOIN instrument i ON i.id = b.instrument_id
JOIN organisation u ON u.id = i.unit_id
JOIN organisation p ON p.id = u.park_id
JOIN organisation o ON o.id = b.organisation_id
JOIN account a ON a.id = b.account_id
WHERE b.party = 'outside' AND b.state IN ('confirmed', 'running', 'finished') AND i.disclosure <> 'exempt'
    AND coalesce(b.started_at, b.starts_at) >= $1::timestamptz AND coalesce(b.started_at, b.starts_at) < $2::timestamptz
    AND coalesce(b.finished_at, b.ends_at) <= $5::timestamptz
    AND ($3::text IS NULL OR p.code = $3::text) AND ($4::text IS NULL OR u.code = $4::text)
ORDER BY (u.code || '/' || i.number) COLLATE "C", 4, b.id
