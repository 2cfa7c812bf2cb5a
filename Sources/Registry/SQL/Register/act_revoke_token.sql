UPDATE token SET revoked_at = $2::timestamptz WHERE id = $1::int8 AND revoked_at IS NULL
