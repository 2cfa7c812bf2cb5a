UPDATE closure SET reopened_at = greatest(starts_at, $2::timestamptz) WHERE id = $1::int8
