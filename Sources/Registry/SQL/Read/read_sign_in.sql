SELECT a.id, a.name, o.id, o.code, o.kind, o.park_id, t.id, t.expires_at
FROM token t JOIN account a ON a.id = t.account_id JOIN organisation o ON o.id = a.organisation_id
WHERE t.secret_hash = $1::bytea AND t.revoked_at IS NULL AND t.expires_at > $2::timestamptz
    AND NOT a.suspended AND NOT o.suspended
