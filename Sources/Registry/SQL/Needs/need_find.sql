SELECT n.organisation_id, o.park_id, n.state
FROM need n JOIN organisation o ON o.id = n.organisation_id
WHERE n.id = $1::int8
