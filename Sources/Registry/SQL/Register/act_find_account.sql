SELECT a.id, o.id, o.code, o.name, o.kind, o.park_id, o.suspended OR a.suspended
FROM account a JOIN organisation o ON o.id = a.organisation_id
WHERE a.name = $1::text
