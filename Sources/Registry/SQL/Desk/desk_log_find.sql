SELECT hash FROM log WHERE seq = $1::int8
