UPDATE need SET matched_first_at = coalesce(matched_first_at, $2::timestamptz) WHERE id = $1::int8
