SELECT id FROM booking
WHERE operator_id = $1::int8 AND live AND operator_id IS NOT NULL AND ends_at > $2::timestamptz
ORDER BY starts_at
