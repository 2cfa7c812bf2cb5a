-- Since when there is a zone, and the months that were sealed.
SELECT z.created_at, (SELECT coalesce(array_agg(month ORDER BY month), '{}') FROM edition WHERE revision = 0)
FROM zone z
