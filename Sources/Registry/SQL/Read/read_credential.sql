SELECT 1
FROM token t JOIN account a ON a.id = t.account_id JOIN organisation o ON o.id = a.organisation_id
WHERE t.id = $1::int8 AND t.revoked_at IS NULL AND t.expires_at > $2::timestamptz
    AND NOT a.suspended AND NOT o.suspended
