-- The version under which a policy document is in force: the last one when nothing changed, else a new one.
WITH last AS (SELECT version, document FROM policy ORDER BY version DESC LIMIT 1),
added AS (
    INSERT INTO policy (version, profile, document, adopted_at)
    SELECT coalesce((SELECT version FROM last), 0) + 1, $1::text, $2::text, $3::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM last WHERE document = $2::text)
    RETURNING version)
SELECT coalesce((SELECT version FROM added), (SELECT version FROM last))
