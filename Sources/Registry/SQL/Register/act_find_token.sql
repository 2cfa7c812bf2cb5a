SELECT t.id, a.name, o.id, o.park_id, t.revoked_at
FROM token t JOIN account a ON a.id = t.account_id JOIN organisation o ON o.id = a.organisation_id
WHERE t.id = $1::int8 OR t.secret_hash = $2::bytea
