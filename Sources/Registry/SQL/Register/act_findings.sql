-- Of the instruments $1, published at $4, the rules $3 of $2 are found broken: what is not any more is mended, what was not
-- before is opened.
WITH broken AS (
    SELECT DISTINCT instrument_id, rule FROM unnest($2::int8[], $3::text[]) AS row (instrument_id, rule)),
mended AS (
    UPDATE finding f
    SET mended_at = $4::timestamptz
    WHERE f.instrument_id = ANY ($1::int8[]) AND f.mended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM broken b WHERE b.instrument_id = f.instrument_id AND b.rule = f.rule))
INSERT INTO finding (instrument_id, rule, opened_at)
SELECT instrument_id, rule, $4::timestamptz FROM broken
ON CONFLICT (instrument_id, rule) WHERE mended_at IS NULL DO NOTHING
