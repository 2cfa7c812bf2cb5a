-- A unit's operators that are entered now, with the numbers of the instruments that each is limited to.
SELECT o.path, o.name, o.contact, o.hours,
    ARRAY (
        SELECT i.number FROM unnest(o.instruments) AS q (id) JOIN instrument i ON i.id = q.id ORDER BY i.number)
FROM operator o
WHERE o.unit_id = $1::int8 AND o.ended_at IS NULL
ORDER BY o.id
