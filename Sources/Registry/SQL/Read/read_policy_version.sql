SELECT v.version, v.profile, v.document, v.adopted_at, coalesce(w.level, 'zone'), o.code, u.code, i.number,
    w.organisation_id, w.instrument_id, w.document, w.profile
FROM policy v
    LEFT JOIN policy_override w ON w.id = v.override_id
    LEFT JOIN organisation o ON o.id = w.organisation_id
    LEFT JOIN instrument i ON i.id = w.instrument_id
    LEFT JOIN organisation u ON u.id = i.unit_id
WHERE v.version = $1::int4
