SELECT DISTINCT scope FROM edition_file WHERE edition_id = $1::int8 ORDER BY scope
