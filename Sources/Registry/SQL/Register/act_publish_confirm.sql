-- Rows that said nothing new still confirm the disclosure (rule D6).
WITH kept AS (
    INSERT INTO instrument_history (instrument_id, until, confirmed_at)
    SELECT id, $2::timestamptz, confirmed_at FROM instrument WHERE id = ANY ($1::int8[]))
UPDATE instrument SET version = version + 1, confirmed_at = $2::timestamptz WHERE id = ANY ($1::int8[])
