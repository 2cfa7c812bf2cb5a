-- The log after $1 as those see it who watch: what each row was about, and whose it is; $2: how many rows.
-- What a row is about is told by its subject's shape and its act together: an organisation may be called b1001 too.
SELECT l.seq, l.at, l.account, l.act, l.subject, b.id, o.id, o.park_id, i.id, u.code || '/' || i.number, u.id, u.park_id,
    i.disclosure IN ('disclosed', 'withdrawn'),
    CASE WHEN shows THEN l.before->>'state' END, CASE WHEN shows THEN (l.before->>'start')::int8 END,
    CASE WHEN shows THEN (l.before->>'end')::int8 END,
    CASE WHEN shows THEN l.after->>'state' END, CASE WHEN shows THEN (l.after->>'start')::int8 END,
    CASE WHEN shows THEN (l.after->>'end')::int8 END, CASE WHEN shows THEN (l.after->>'respond-by')::int8 END
FROM (SELECT * FROM log WHERE seq > $1::int8 ORDER BY seq LIMIT $2::int4) l
LEFT JOIN booking b ON b.id = CASE
    WHEN l.subject ~ '^b[0-9]{1,18}$' AND l.after->>'booking' = substr(l.subject, 2) THEN substr(l.subject, 2)::int8 END
LEFT JOIN wish w ON w.id = CASE
    WHEN l.act IN ('wait', 'unwait', 'expire') AND l.subject ~ '^w[0-9]{1,18}$' THEN substr(l.subject, 2)::int8 END
LEFT JOIN need n ON n.id = CASE
    WHEN l.act IN ('need', 'unneed', 'expire', 'match') AND l.subject ~ '^n[0-9]{1,18}$'
    THEN substr(l.subject, 2)::int8 END
LEFT JOIN organisation o ON o.id = coalesce(b.organisation_id, w.organisation_id, n.organisation_id)
LEFT JOIN LATERAL (
    SELECT id, unit_id, number, disclosure FROM instrument
    WHERE id = coalesce(b.instrument_id, w.instrument_id)
    UNION ALL
    SELECT named.id, named.unit_id, named.number, named.disclosure
    FROM instrument named JOIN organisation holder ON holder.id = named.unit_id
    CROSS JOIN (SELECT CASE l.act WHEN 'match' THEN l.after->>'instrument' ELSE l.subject END) AS given (path)
    WHERE l.act IN ('publish', 'publish-new', 'close', 'reopen', 'withdraw', 'exempt', 'match')
        AND (holder.code, named.number) = (split_part(path, '/', 1), split_part(path, '/', 2))
) i ON true
LEFT JOIN organisation u ON u.id = i.unit_id
CROSS JOIN LATERAL (SELECT b.id IS NOT NULL OR l.act IN ('close', 'reopen') AS shows) s
ORDER BY l.seq
