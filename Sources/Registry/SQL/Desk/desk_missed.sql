-- What others wrote after $1 up to $2, by the things it touched; no booking for acts on the register.
SELECT b.instrument_id, b.organisation_id
FROM log l
LEFT JOIN booking b ON b.id = CASE WHEN l.subject ~ '^b[0-9]{1,18}$' THEN substr(l.subject, 2)::int8 END
WHERE l.seq > $1::int8 AND l.seq <= $2::int8
    -- What waits and what is needed is no fact of the rules.
    AND l.act NOT IN ('wait', 'unwait', 'expire', 'need', 'unneed', 'match')
