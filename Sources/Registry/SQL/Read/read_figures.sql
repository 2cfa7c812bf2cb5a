SELECT
    (SELECT count(*) FROM organisation WHERE kind = 'unit'),
    (SELECT count(*) FROM instrument i
     WHERE (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $1::timestamptz)),
    (SELECT seq FROM log_head)
