-- The credentials that were not revoked, with the moment until which they hold.
SELECT t.id, t.expires_at
FROM token t JOIN account a ON a.id = t.account_id
WHERE t.id = ANY ($1::int8[]) AND t.revoked_at IS NULL AND NOT a.suspended
