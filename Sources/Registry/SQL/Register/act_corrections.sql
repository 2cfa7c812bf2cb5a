INSERT INTO correction (instrument_id, field, old_value, new_value, reason, account, corrected_at)
SELECT instrument_id, field, old_value, new_value, $5::text, $6::text, $7::timestamptz
FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[]) AS row (instrument_id, field, old_value, new_value)
