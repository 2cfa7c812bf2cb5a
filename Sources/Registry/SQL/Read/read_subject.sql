SELECT b.instrument_id, i.unit_id, b.organisation_id
FROM booking b JOIN instrument i ON i.id = b.instrument_id
WHERE b.id = $1::int8
