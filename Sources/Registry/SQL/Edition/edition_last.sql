-- The edition that was sealed last, of whatever month.
SELECT id, month, revision, sha256 FROM edition ORDER BY id DESC LIMIT 1
