-- Everything slow-changing that the rules know of an instrument: row, then (in their own statements) channels,
-- tariffs and closures. The policy's version comes with the row's own, so that they belong together.
SELECT i.id, i.unit_id, u.code, i.number, i.version, i.disclosure, i.disclosure_since, i.disclosure_until,
    i.disclosure_reason, i.disclosure_reference, i.name, i.name_en, i.model, i.maker, i.origin, i.class_scheme,
    i.class_code, i.original_value, i.public_share, i.funding, i.commitment, i.acceptance_date, i.location,
    i.function, i.technical, i.access, i.open_hours, i.set_up, i.clean_down, i.contact, i.complaints, i.pid, i.status,
    i.share_mode, i.extras, u.park_id, u.contact, u.complaints, i.confirmed_at, i.first_disclosed_at, i.price_basis,
    i.no_assistance, coalesce(i.policy_version, u.policy_version, p.policy_version, (SELECT policy_version FROM zone))
FROM instrument i
    JOIN organisation u ON u.id = i.unit_id
    LEFT JOIN organisation p ON p.id = u.park_id
WHERE i.id = ANY ($1::int8[])
ORDER BY i.id
