-- A piece of a file, from the byte $4 on (from 1), of $5 bytes at most.
SELECT substring(bytes FROM $4::int4 FOR $5::int4), octet_length(bytes), sha256 FROM edition_file
WHERE edition_id = $1::int8 AND scope = $2::text AND name = $3::text
