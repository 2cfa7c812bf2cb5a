-- Publications in a month, from $1 to $2, that confirmed a disclosure: when it was last confirmed before each. What was
-- withdrawn, exempt or not disclosed then was not confirmed but published again.
SELECT instrument_id, confirmed_at, until
FROM (
    SELECT h.instrument_id, h.confirmed_at, h.until, h.was, h.id,
        coalesce(
            lead(h.confirmed_at) OVER (PARTITION BY h.instrument_id ORDER BY h.until, h.id), i.confirmed_at) AS after
    FROM instrument_history h JOIN instrument i ON i.id = h.instrument_id
    WHERE h.until >= $1::timestamptz) AS change
WHERE after > confirmed_at AND until < $2::timestamptz AND (was IS NULL OR was ->> 'disclosure' = 'disclosed')
ORDER BY instrument_id, until, id
