-- All of a booking that can change.
UPDATE booking b
SET channel_id = row.channel_id, starts_at = row.starts_at, ends_at = row.ends_at,
    occupied = tstzrange(row.starts_at, row.occupied_until), set_up = row.set_up, clean_down = row.clean_down,
    state = row.state, price = row.price, policy_version = row.policy_version, operator_id = row.operator_id,
    respond_by = row.respond_by, escalated_at = row.escalated_at, answered_at = row.answered_at,
    started_at = row.started_at, finished_at = row.finished_at, cancelled_late = row.late, reason = row.reason,
    contract = row.contract, delayed_until = row.delayed_until, due_at = row.due_at, group_id = row.group_id,
    wish_id = row.wish_id, unit_of_charge = row.unit_of_charge, unit_price = row.unit_price
FROM unnest($1::int8[], $2::int8[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::int4[], $7::int4[],
    $8::text[], $9::int8[], $10::int4[], $11::int8[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[],
    $15::timestamptz[], $16::timestamptz[], $17::bool[], $18::text[], $19::text[], $20::timestamptz[],
    $21::timestamptz[], $22::int8[], $23::int8[], $24::text[], $25::int8[])
    AS row (id, channel_id, starts_at, ends_at, occupied_until, set_up, clean_down, state, price, policy_version,
        operator_id, respond_by, escalated_at, answered_at, started_at, finished_at, late, reason, contract,
        delayed_until, due_at, group_id, wish_id, unit_of_charge, unit_price)
WHERE b.id = row.id
