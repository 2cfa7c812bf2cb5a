-- Instruments published again: $1 are their ids. A first or renewed disclosure dates from $2; one that only changes
-- keeps its date. What stood before is kept for the editions.
WITH kept AS (
    INSERT INTO instrument_history (instrument_id, until, confirmed_at, channels, was)
    SELECT i.id, $2::timestamptz, i.confirmed_at,
        (SELECT count(*) FROM channel c WHERE c.instrument_id = i.id AND c.retired_at IS NULL),
        to_jsonb(i) - 'search_text'
    FROM instrument i WHERE i.id = ANY ($1::int8[]))
UPDATE instrument i
SET version = i.version + 1, confirmed_at = $2::timestamptz,
    disclosure = CASE WHEN i.disclosure = 'exempt' THEN i.disclosure ELSE 'disclosed' END,
    disclosure_since = CASE WHEN i.disclosure IN ('disclosed', 'exempt') THEN i.disclosure_since ELSE $2::timestamptz END,
    disclosure_reason = CASE WHEN i.disclosure = 'exempt' THEN i.disclosure_reason END,
    disclosure_reference = CASE WHEN i.disclosure = 'exempt' THEN i.disclosure_reference END,
    disclosure_until = NULL,
    name = row.name, name_en = row.name_en, model = row.model, maker = row.maker, origin = row.origin,
    class_scheme = row.class_scheme, class_code = row.class_code, original_value = row.original_value,
    public_share = row.public_share, funding = row.funding, commitment = row.commitment,
    acceptance_date = row.acceptance_date, location = row.location, function = row.function,
    technical = row.technical, access = string_to_array(row.access, E'\x1F'), open_hours = row.open_hours,
    set_up = row.set_up, clean_down = row.clean_down, contact = row.contact, complaints = row.complaints,
    pid = row.pid, status = row.status, share_mode = row.share_mode,
    extras = string_to_array(row.extras, E'\x1F'), search_text = row.search_text,
    price_basis = row.price_basis, no_assistance = row.no_assistance,
    first_disclosed_at = CASE WHEN i.disclosure = 'exempt' THEN i.first_disclosed_at
        ELSE coalesce(i.first_disclosed_at, $2::timestamptz) END
FROM unnest($1::int8[], $3::text[],
    $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int8[],
    $12::int4[], $13::text[], $14::text[], $15::date[], $16::text[], $17::text[], $18::text[], $19::text[],
    $20::text[], $21::int4[], $22::int4[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[],
    $28::text[], $29::text[], $30::text[], $31::text[]
) AS row (id, number,
    name, name_en, model, maker, origin, class_scheme, class_code, original_value, public_share, funding,
    commitment, acceptance_date, location, function, technical, access, open_hours, set_up, clean_down,
    contact, complaints, pid, status, share_mode, extras, search_text, price_basis, no_assistance)
WHERE i.id = row.id
