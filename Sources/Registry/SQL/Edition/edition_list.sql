-- Editions in the order in which they were sealed: all, or of one month; with the one before each, and whether something
-- happened to the month after its last edition.
SELECT e.id, e.month, e.revision, e.sealed_at, e.sealed_by, e.policy_profile, e.policy_version, e.program, e.sha256,
    e.public_key, e.corrections, p.month, p.revision, p.sha256,
    EXISTS (SELECT 1 FROM late_fact f WHERE f.month = e.month)
        AND e.revision = (SELECT max(o.revision) FROM edition o WHERE o.month = e.month)
FROM edition e LEFT JOIN edition p ON p.id = e.previous_id
WHERE ($1::text IS NULL OR e.month = $1::text) AND e.id > $2::int8
ORDER BY e.id
LIMIT $3::int4
