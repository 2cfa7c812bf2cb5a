SELECT i.id, i.unit_id, i.version
FROM instrument i JOIN organisation u ON u.id = i.unit_id
WHERE u.code = $1::text AND i.number = $2::text
