-- Which, behind read_booking_view.sql. $1 organisation (nil: any), $2 unit, $3 instrument, $4 state, $5 ends after,
-- $6 starts before, $7 the last booking of the page before, $8 how many, $9 booking,
-- $10 park of the unit or of the organisation, $11 whether to leave out what is called off, declined or lapsed.
WHERE ($1::int8 IS NULL OR b.organisation_id = $1::int8)
    AND ($2::int8 IS NULL OR i.unit_id = $2::int8)
    AND ($3::int8 IS NULL OR b.instrument_id = $3::int8)
    AND ($4::text IS NULL OR b.state = $4::text)
    AND ($5::timestamptz IS NULL OR b.ends_at > $5::timestamptz)
    AND ($6::timestamptz IS NULL OR b.starts_at < $6::timestamptz)
    AND ($7::int8 IS NULL OR (b.starts_at, b.id) > (SELECT l.starts_at, l.id FROM booking l WHERE l.id = $7::int8))
    AND ($9::int8 IS NULL OR b.id = $9::int8)
    AND ($10::int8 IS NULL OR $10::int8 IN (u.park_id, o.park_id, o.id))
    AND NOT ($11::bool AND b.state IN ('cancelled', 'declined', 'lapsed'))
ORDER BY b.starts_at, b.id
LIMIT $8::int4
