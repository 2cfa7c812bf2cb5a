-- The version in force for a park or a unit; without one ($1 null) for the zone.
SELECT coalesce(o.policy_version, p.policy_version, z.policy_version)
FROM zone z
    LEFT JOIN organisation o ON o.id = $1::int8
    LEFT JOIN organisation p ON p.id = o.park_id
