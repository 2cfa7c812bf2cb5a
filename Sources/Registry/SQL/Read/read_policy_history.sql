-- Which versions were ever adopted for the zone, some organisations ($1) and an instrument ($2), the last first, with the
-- one before it at the same place; and when a place took back all it had said. $3: versions below this one, $4: how many.
SELECT v.version, v.level, o.code, u.code, i.number, v.adopted_at, v.account, v.own_profile, v.profile, v.document,
    v.before_profile, v.before_document, v.renewed
FROM (
    SELECT p.version, coalesce(w.level, 'zone') AS level, w.organisation_id, w.instrument_id, p.adopted_at, w.account,
        w.profile AS own_profile, p.profile, p.document,
        lag(p.profile) OVER place AS before_profile, lag(p.document) OVER place AS before_document,
        coalesce(lag(p.override_id) OVER place = p.override_id, false) AS renewed
    FROM policy p LEFT JOIN policy_override w ON w.id = p.override_id
    WHERE p.override_id IS NULL OR w.organisation_id = ANY ($1::int8[]) OR w.instrument_id = $2::int8
    WINDOW place AS (PARTITION BY w.organisation_id, w.instrument_id ORDER BY p.version)
) v
    LEFT JOIN organisation o ON o.id = v.organisation_id
    LEFT JOIN instrument i ON i.id = v.instrument_id
    LEFT JOIN organisation u ON u.id = i.unit_id
WHERE $3::int4 IS NULL OR v.version < $3::int4
ORDER BY v.version DESC
LIMIT $4::int4
