-- New instruments of a unit ($1), disclosed at $2; lists inside a cell are joined by U+001F.
INSERT INTO instrument (
    unit_id, number, disclosure, disclosure_since, confirmed_at, created_at,
    name, name_en, model, maker, origin, class_scheme, class_code, original_value, public_share, funding,
    commitment, acceptance_date, location, function, technical, access, open_hours, set_up, clean_down,
    contact, complaints, pid, status, share_mode, extras, search_text, price_basis, no_assistance, first_disclosed_at)
SELECT $1::int8, row.number, 'disclosed', $2::timestamptz, $2::timestamptz, $2::timestamptz,
    row.name, row.name_en, row.model, row.maker, row.origin, row.class_scheme, row.class_code,
    row.original_value, row.public_share, row.funding, row.commitment, row.acceptance_date, row.location,
    row.function, row.technical, string_to_array(row.access, E'\x1F'), row.open_hours, row.set_up,
    row.clean_down, row.contact, row.complaints, row.pid, row.status, row.share_mode,
    string_to_array(row.extras, E'\x1F'), row.search_text, row.price_basis, row.no_assistance, $2::timestamptz
FROM unnest($3::text[],
    $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int8[],
    $12::int4[], $13::text[], $14::text[], $15::date[], $16::text[], $17::text[], $18::text[], $19::text[],
    $20::text[], $21::int4[], $22::int4[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[],
    $28::text[], $29::text[], $30::text[], $31::text[]
) AS row (number,
    name, name_en, model, maker, origin, class_scheme, class_code, original_value, public_share, funding,
    commitment, acceptance_date, location, function, technical, access, open_hours, set_up, clean_down,
    contact, complaints, pid, status, share_mode, extras, search_text, price_basis, no_assistance)
RETURNING id, number
