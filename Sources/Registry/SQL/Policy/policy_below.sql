-- The places with rules of their own below a park ($1), below a unit ($2), or below the zone (neither): parks, then
-- units, then instruments.
SELECT CASE o.kind WHEN 'park' THEN 1 ELSE 2 END AS rank, o.kind AS level, o.id, NULL::int8, o.park_id, v.override_id,
    w.document, v.version, v.profile, v.document, o.code
FROM organisation o
    JOIN policy v ON v.version = o.policy_version
    JOIN policy_override w ON w.id = v.override_id
WHERE o.policy_version IS NOT NULL AND $2::int8 IS NULL AND ($1::int8 IS NULL OR o.park_id = $1::int8)
UNION ALL
SELECT 3, 'instrument', u.id, i.id, u.park_id, v.override_id, w.document, v.version, v.profile, v.document,
    u.code || '/' || i.number
FROM instrument i
    JOIN organisation u ON u.id = i.unit_id
    JOIN policy v ON v.version = i.policy_version
    JOIN policy_override w ON w.id = v.override_id
WHERE i.policy_version IS NOT NULL AND ($1::int8 IS NULL OR u.park_id = $1::int8)
    AND ($2::int8 IS NULL OR u.id = $2::int8)
ORDER BY 1, 3, 4
