-- concerts.run_count_viewers: forget viewers whose heartbeats stopped, and emit counts
-- that changed.
--
-- One caller at a time (an advisory lock, which merges take, too); another one returns
-- at once. After it, rows are locked in the order viewers, their counts, events.
-- Expired rows that a heartbeat is renewing are skipped. Definer: no role may write the
-- tables.

create or replace function concerts.run_count_viewers()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_emitted bigint;
begin
    if not pg_try_advisory_xact_lock(
        hashtextextended('concerts.run_count_viewers', 0)
    ) then
        return false;
    end if;
    delete from concerts.viewers
    where ctid = any(array(
        select w.ctid
        from concerts.viewers as w
        where w.expires_at <= core.now()
        limit 10000
        for update skip locked
    ));

    with present as materialized (
        select w.show_id, count(*) as viewers
        from concerts.viewers as w
        where w.expires_at > core.now()
        group by w.show_id
    )

    , changed as materialized (
        select coalesce(p.show_id, c.show_id) as show_id, coalesce(p.viewers, 0) as viewers
        from present as p
        full join concerts.viewer_counts as c on p.show_id = c.show_id
        where p.viewers is distinct from c.viewers
    )

    , gone as (
        delete from concerts.viewer_counts as c
        using changed as n
        where c.show_id = n.show_id and n.viewers = 0
    )

    , kept as (
        insert into concerts.viewer_counts (show_id, viewers)
        select n.show_id, n.viewers
        from changed as n
        where n.viewers > 0
        on conflict (show_id) do update
        set viewers = excluded.viewers
    )

    select count(core.emit(
        p_type => 'concerts.show.watched',
        p_topic => 'concerts:show:' || n.show_id,
        p_entity_id => n.show_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'show_id', n.show_id, 'viewers', n.viewers
        )
    ))
    into v_emitted
    from changed as n;
    raise debug 'concerts.run_count_viewers emitted % counts', v_emitted;
    return false;
end;
$$;

grant execute on function concerts.run_count_viewers() to app_worker;

comment on function concerts.run_count_viewers() is
$$Delete up to 10,000 expired viewers and emit the counts that differ from the last
ones.

Emits: concerts.show.watched {v, show_id, viewers} on concerts:show:<id>.
$$;
