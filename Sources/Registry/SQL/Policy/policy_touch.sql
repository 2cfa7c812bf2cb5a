-- Tells every daemon that the instruments of a park ($1), of a unit ($2), one of them ($3), or all have another policy.
WITH touched AS (
    UPDATE instrument i SET version = i.version + 1
    FROM organisation u
    WHERE u.id = i.unit_id AND ($1::int8 IS NULL OR u.park_id = $1::int8) AND ($2::int8 IS NULL OR u.id = $2::int8)
        AND ($3::int8 IS NULL OR i.id = $3::int8)
    RETURNING 1)
SELECT count(*) FROM touched
