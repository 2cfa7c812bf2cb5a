SELECT class_scheme, class_code, count(*)
FROM instrument
WHERE disclosure = 'disclosed' AND class_code IS NOT NULL
GROUP BY class_scheme, class_code
ORDER BY class_scheme, class_code
