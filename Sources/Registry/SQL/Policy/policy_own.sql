-- What a place itself says, an organisation ($1) or an instrument ($2), and the version that came of it.
SELECT v.version, w.document, w.profile
FROM policy v JOIN policy_override w ON w.id = v.override_id
WHERE v.version = coalesce(
    (SELECT policy_version FROM organisation WHERE id = $1::int8),
    (SELECT policy_version FROM instrument WHERE id = $2::int8))
