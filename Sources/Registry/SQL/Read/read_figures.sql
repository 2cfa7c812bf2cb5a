SELECT
    (SELECT count(*) FROM organisation WHERE kind = 'unit'),
    (SELECT count(*) FROM instrument WHERE disclosure = 'disclosed'),
    (SELECT seq FROM log_head)
