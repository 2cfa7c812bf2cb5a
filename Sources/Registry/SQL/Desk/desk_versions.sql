-- Read under the instruments' locks: proves that what the daemon remembers of them is still true.
SELECT id, version FROM instrument WHERE id = ANY ($1::int8[])
