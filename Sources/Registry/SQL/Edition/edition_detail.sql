SELECT detail FROM edition WHERE id = $1::int8
