SELECT o.id, o.code, o.name, o.kind, o.park_id, o.suspended, s.since, s.until_at
FROM organisation o LEFT JOIN small_firm s ON s.organisation_id = o.id AND s.ended_at IS NULL
WHERE o.id = ANY ($1::int8[])
