-- Who has a standing of his or her own at these instruments: the qualified, the unit's related parties, and whether there
-- are operators.
SELECT instrument_id, 'qualified', account_id, until_at
FROM qualification
WHERE instrument_id = ANY ($1::int8[]) AND ended_at IS NULL
UNION ALL
SELECT i.id, 'related', r.organisation_id, r.until_at
FROM instrument i JOIN relation r ON r.unit_id = i.unit_id AND r.ended_at IS NULL
WHERE i.id = ANY ($1::int8[])
UNION ALL
SELECT i.id, 'staffed', NULL, NULL
FROM instrument i
WHERE i.id = ANY ($1::int8[]) AND EXISTS (
    SELECT 1 FROM operator o
    WHERE o.unit_id = i.unit_id AND o.ended_at IS NULL AND (cardinality(o.instruments) = 0 OR i.id = ANY (o.instruments)))
