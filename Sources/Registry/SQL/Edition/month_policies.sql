-- The policies of places with rules of their own just before $1: a park or unit, or an instrument.
SELECT o.organisation_id, o.instrument_id, (
    SELECT max(p.version) FROM policy p WHERE p.override_id = o.id AND p.adopted_at < $1::timestamptz)
FROM (
    SELECT DISTINCT ON (organisation_id, instrument_id) id, organisation_id, instrument_id, document
    FROM policy_override WHERE adopted_at < $1::timestamptz
    ORDER BY organisation_id, instrument_id, id DESC) o
WHERE o.document <> ''
