UPDATE booking b
SET channel_id = row.channel_id, starts_at = row.starts_at, ends_at = row.ends_at,
    occupied = tstzrange(row.starts_at, row.occupied_until), set_up = row.set_up, clean_down = row.clean_down,
    price = row.price, policy_version = row.policy_version
FROM unnest($1::int8[], $2::int8[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::int4[], $7::int4[],
    $8::int8[], $9::int4[])
    AS row (id, channel_id, starts_at, ends_at, occupied_until, set_up, clean_down, price, policy_version)
WHERE b.id = row.id
