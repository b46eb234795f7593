-- core.rebase_after_restore: move a restored log below the transactions of this
-- cluster.
--
-- A restore keeps the transaction ids of the original cluster. If they are ahead of
-- this cluster's, new events would be ordered before old ones and before the positions
-- of consumers that have read those, and would never be read. So restored events get
-- ids below every transaction of this cluster, in the same order. Neighbours share an
-- id as long as their own ids rise, so few ids are needed. If there are still too few,
-- the oldest events are ordered by their own id only, and a consumer that stopped among
-- those reads them again.
--
-- Restored events are those with an id from the future, and those written before one of
-- them or before a consumer with a future position last moved. So it also corrects a
-- log that this cluster has continued to write. Each call begins a new era: cursors of
-- clients become invalid, since events that they have seen may be gone.
--
-- Locks: the advisory lock, then the rows of events, streams, low watermark and
-- consumers. Writers are not blocked: their transactions are at or above the snapshot's
-- xmin. Only the owner may call it: core.read_events and `rowhouse db restore` do.

create or replace function core.rebase_after_restore()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_lowest constant bigint := 2;
    v_next xid8;
    v_last bigint;
    v_first xid8;
    v_is_moved boolean;
    v_horizon core.event_low_watermarks;
    v_places jsonb;
    v_excess bigint := 0;
    v_count bigint := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.rebase_after_restore', 0));
    v_next := core._next_xid();

    select greatest(
        (select max(e.id) from core.events as e where e.xid >= v_next),
        (
            select max(e.id) from core.events as e
            where e.at <= (
                select max(c.moved_at) from core.event_consumers as c
                where c.xid >= v_next
            )
        )
    )
    into v_last;

    select least(
        pg_snapshot_xmin(pg_current_snapshot()),
        (
            select e.xid from core.events as e
            where e.id > coalesce(v_last, 0)
            order by e.xid
            limit 1
        )
    )
    into v_first;

    v_is_moved := exists (
        select from core.events as e where e.id <= v_last and e.xid >= v_first
    );

    -- Each position becomes the last restored event that it has passed; 0: none,
    -- -1: it was behind retention, and stays so.
    select * into v_horizon from core.event_low_watermarks;
    select jsonb_object_agg(
        p.name,
        case
            when (p.xid, p.id) < (v_horizon.xid, v_horizon.id) then -1
            else coalesce(
                (
                    select e.id from core.events as e
                    where e.id <= v_last and (e.xid, e.id) <= (p.xid, p.id)
                    order by e.xid desc, e.id desc
                    limit 1
                ),
                0
            )
        end
    )
    into v_places
    from (
        select c.name, c.xid, c.id from core.event_consumers as c
        union all
        select '', v_horizon.xid, v_horizon.id
    ) as p
    where p.xid >= v_next or v_is_moved and p.xid < v_first;

    if v_is_moved then
        with numbered as (
            select
                e.id,
                e.at,
                count(*) filter (where e.id < e.before)
                    over (order by e.xid, e.id) as run
            from (
                select
                    o.id,
                    o.at,
                    o.xid,
                    lag(o.id) over (order by o.xid, o.id) as before
                from core.events as o
                where o.id <= v_last
            ) as e
        ),

        fitted as (
            select
                n.id,
                n.at,
                n.run,
                greatest(
                    max(n.run) over () + c_lowest - v_first::text::bigint + 1, 0
                ) as excess
            from numbered as n
        ),

        moved as (
            update core.events as e
            set xid = (c_lowest + greatest(f.run - f.excess, 0))::text::xid8
            from fitted as f
            where e.id = f.id and e.at = f.at
            returning f.excess
        )

        select count(*), max(m.excess) into v_count, v_excess
        from moved as m;
    end if;

    update core.event_streams
    set xid = '0'
    where xid >= v_next;

    update core.event_low_watermarks as h
    set
        xid = coalesce(p.xid, h.xid),
        id = coalesce(p.id, h.id),
        era = h.era + 1
    from (
        select r.* from (values (v_places ->> '')) as v (place)
        left join lateral core._restored_position(v.place::bigint, v_excess) as r
            on v.place is not null
    ) as p
    where h.log = 'events';

    update core.event_consumers as c
    set
        xid = r.xid,
        id = r.id
    from jsonb_each_text(v_places) as v
    cross join lateral core._restored_position(v.value::bigint, v_excess) as r
    where c.name = v.key and (c.xid >= v_next or c.xid < v_first);

    delete from core.cache_entries
    where true;
    delete from core.cache_changes
    where xid >= v_next;

    return v_count;
end;
$$;

comment on function core.rebase_after_restore() is
$$After a restore into another cluster: order old events and positions before new ones.

Returns the number of moved events. Their order stays, and no consumer loses an event;
cursors of changes_since raise core.cursor_expired.
$$;
