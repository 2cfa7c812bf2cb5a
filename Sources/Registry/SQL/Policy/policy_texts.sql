SELECT version, profile, document FROM policy WHERE version = ANY ($1::int4[])
