"""A local stand-in for Supabase Realtime: the same protocol, before a plain Postgres."""
