-- core._read_event_cursor: what _write_event_cursor wrote, or a refusal.

create or replace function core._read_event_cursor(
    p_after text, out xid xid8, out id bigint, out era integer
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.read_cursor(
        p_after, 'events', '^[0-9]{1,18}-[0-9]{1,18}(-[0-9]{1,9})?$'
    );
    xid := split_part(p_after, '-', 1)::xid8;
    id := split_part(p_after, '-', 2)::bigint;
    era := coalesce(nullif(split_part(p_after, '-', 3), ''), '0')::integer;
end;
$$;
