-- Where Realtime keeps its own tables; it makes the schema realtime itself.
create schema if not exists _realtime authorization supabase_admin;
