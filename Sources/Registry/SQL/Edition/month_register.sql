-- The register as it stood just before $1: each row as it was before the first change from then on. The columns are
-- those of register_instruments.sql, then the channels in use and the park's code; in the edition's order.
SELECT i.id, i.unit_id, u.code, i.number, i.version, i.disclosure, i.disclosure_since, i.disclosure_until,
    i.disclosure_reason, i.disclosure_reference, i.name, i.name_en, i.model, i.maker, i.origin, i.class_scheme,
    i.class_code, i.original_value, i.public_share, i.funding, i.commitment, i.acceptance_date, i.location,
    i.function, i.technical, i.access, i.open_hours, i.set_up, i.clean_down, i.contact, i.complaints, i.pid, i.status,
    i.share_mode, i.extras, u.park_id, u.contact, u.complaints, coalesce(confirmation.confirmed_at, i.confirmed_at),
    i.first_disclosed_at, i.price_basis, i.no_assistance,
    coalesce(
        past.channels,
        (SELECT count(*) FROM channel c WHERE c.instrument_id = now.id AND c.retired_at IS NULL)::int4),
    p.code
FROM instrument now
LEFT JOIN LATERAL (
    SELECT h.was, h.channels FROM instrument_history h
    WHERE h.instrument_id = now.id AND h.until >= $1::timestamptz AND h.was IS NOT NULL
    ORDER BY h.until, h.id LIMIT 1) past ON true
LEFT JOIN LATERAL (
    SELECT h.confirmed_at FROM instrument_history h
    WHERE h.instrument_id = now.id AND h.until >= $1::timestamptz
    ORDER BY h.until, h.id LIMIT 1) confirmation ON true
CROSS JOIN LATERAL jsonb_populate_record(now, coalesce(past.was, '{}'::jsonb)) AS i
JOIN organisation u ON u.id = now.unit_id
JOIN organisation p ON p.id = u.park_id
WHERE now.created_at < $1::timestamptz
ORDER BY (u.code || '/' || now.number) COLLATE "C"
