-- The strikes of organisations that ended after $2 and were not lifted (rule B8); one probe for each organisation.
SELECT o.id, b.id, b.starts_at
FROM unnest($1::int8[]) AS o (id)
CROSS JOIN LATERAL (
    SELECT id, starts_at FROM booking
    WHERE organisation_id = o.id AND (state = 'no-show' OR cancelled_late) AND ends_at > $2::timestamptz
    ORDER BY ends_at
) AS b
WHERE NOT EXISTS (SELECT 1 FROM lifted_strike l WHERE l.booking_id = b.id)
