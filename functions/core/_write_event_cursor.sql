-- core._write_event_cursor: a place in the log as text that survives a URL.

create or replace function core._write_event_cursor(p_xid xid8, p_id bigint)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_xid::text || '-' || p_id
$$;
