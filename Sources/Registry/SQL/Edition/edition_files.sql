SELECT name, octet_length(bytes), sha256 FROM edition_file
WHERE edition_id = $1::int8 AND scope = $2::text
ORDER BY name
