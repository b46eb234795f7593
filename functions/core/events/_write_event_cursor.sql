-- core._write_event_cursor: a place in the log as text that survives a URL.
--
-- It names the era of a log that was restored: transactions are counted anew there.

create or replace function core._write_event_cursor(p_xid xid8, p_id bigint)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_xid::text || '-' || p_id || coalesce('-' || nullif(h.era, 0), '')
    from core.event_low_watermarks as h
$$;
