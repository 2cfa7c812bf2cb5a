SELECT class_scheme, class_code, count(*)
FROM instrument i
WHERE (i.disclosure = 'disclosed' OR i.disclosure = 'withdrawn' AND i.disclosure_until <= $1::timestamptz)
    AND class_code IS NOT NULL
GROUP BY class_scheme, class_code
ORDER BY class_scheme, class_code
