UPDATE operator SET name = $2::text, contact = $3::text, hours = $4::text, instruments = $5::int8[],
    ended_at = $6::timestamptz
WHERE id = $1::int8
