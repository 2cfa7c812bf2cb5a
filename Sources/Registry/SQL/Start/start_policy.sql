-- The version under which the zone's policy is in force: its last one when nothing changed, else a new one, which
-- follows all versions of all places. With it, whether it is new.
WITH last AS (
    SELECT version, profile, document FROM policy WHERE override_id IS NULL ORDER BY version DESC LIMIT 1),
added AS (
    INSERT INTO policy (version, profile, document, adopted_at)
    SELECT coalesce((SELECT max(version) FROM policy), 0) + 1, $1::text, $2::text, $3::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM last WHERE document = $2::text AND profile = $1::text)
    RETURNING version),
current AS (
    SELECT coalesce((SELECT version FROM added), (SELECT version FROM last)) AS version),
pointed AS (
    UPDATE zone SET policy_version = current.version FROM current
    WHERE zone.policy_version IS DISTINCT FROM current.version)
SELECT version, EXISTS (SELECT 1 FROM added) FROM current
