-- core._write_event_cursor: the cursor of core.changes_since after a place in the log.
--
-- It names the era of the log: a restore counts transactions anew.

create or replace function core._write_event_cursor(p_xid xid8, p_id bigint)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.write_cursor(
        'core.changes_since', array[p_xid::text, p_id::text, h.era::text]
    )
    from core.event_low_watermarks as h
$$;
