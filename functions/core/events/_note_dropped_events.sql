-- core._note_dropped_events: record the last event of a partition before it is dropped.
--
-- core.drop_partitions calls it in the transaction that drops, which holds the table's
-- lock.

create or replace function core._note_dropped_events(p_partition regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid xid8;
    v_id bigint;
begin
    execute format(
        'select e.xid, e.id from %s as e order by e.xid desc, e.id desc limit 1',
        p_partition
    )
    into v_xid, v_id;

    update core.event_low_watermarks
    set
        xid = v_xid,
        id = v_id,
        dropped_at = core.now()
    where (xid, id) < (v_xid, v_id);
end;
$$;
