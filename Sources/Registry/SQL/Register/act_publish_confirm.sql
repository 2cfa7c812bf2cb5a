-- Rows that said nothing new still confirm the disclosure (rule D6).
UPDATE instrument SET version = version + 1, confirmed_at = $2::timestamptz WHERE id = ANY ($1::int8[])
