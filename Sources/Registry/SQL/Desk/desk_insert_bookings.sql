INSERT INTO booking (
    id, instrument_id, channel_id, organisation_id, account_id, service_id, starts_at, ends_at, occupied, set_up,
    clean_down, state, party, purpose, project, access, quantity, price, policy_version, unit_of_charge,
    unit_price, small_firm, operator_id, group_id, contract, due_at, respond_by, wish_id, created_at)
SELECT id, instrument_id, channel_id, organisation_id, account_id, service_id, starts_at, ends_at,
    tstzrange(starts_at, occupied_until), set_up, clean_down, state, party, purpose, project, access, quantity, price,
    policy_version, unit_of_charge, unit_price, small_firm, operator_id, group_id, contract, due_at, respond_by,
    wish_id, $29::timestamptz
FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::timestamptz[],
    $8::timestamptz[], $9::timestamptz[], $10::int4[], $11::int4[], $12::text[], $13::text[], $14::text[],
    $15::text[], $16::text[], $17::int4[], $18::int8[], $19::int4[], $20::text[], $21::int8[], $22::bool[],
    $23::int8[], $24::int8[], $25::text[], $26::timestamptz[], $27::timestamptz[], $28::int8[])
    AS row (id, instrument_id, channel_id, organisation_id, account_id, service_id, starts_at, ends_at,
        occupied_until, set_up, clean_down, state, party, purpose, project, access, quantity, price, policy_version,
        unit_of_charge, unit_price, small_firm, operator_id, group_id, contract, due_at, respond_by, wish_id)
