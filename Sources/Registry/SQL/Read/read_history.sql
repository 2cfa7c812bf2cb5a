-- The steps of one booking, in order, from what the log kept of it.
SELECT seq, at, account, act, before->>'state', after->>'state', (after->>'start')::int8, (after->>'end')::int8,
    (before->>'start')::int8, (before->>'end')::int8, (after->>'price')::int8, after->>'reason',
    coalesce((after->>'late')::bool, false), after->>'note', (after->>'delayed')::int8, after->>'offers',
    coalesce(array_length(string_to_array(after->>'affected', ','), 1), 0)
FROM log
WHERE subject = $1::text AND after->>'booking' IS NOT NULL
ORDER BY seq
