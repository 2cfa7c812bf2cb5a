-- Whether rows of the log after $1 up to $2 are about new needs or may have brought or changed instruments.
SELECT EXISTS (
    SELECT 1 FROM log
    WHERE seq > $1::int8 AND seq <= $2::int8
        AND act IN ('need', 'publish', 'publish-new', 'confirm', 'reopen', 'policy'))
