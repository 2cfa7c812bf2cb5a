-- A price that was announced and has not come into force gives way to what was published after it.
UPDATE tariff SET withdrawn_at = $2::timestamptz
WHERE service_id = ANY ($1::int8[]) AND effective_from > $2::timestamptz AND withdrawn_at IS NULL
