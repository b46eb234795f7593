-- core._list_lags: how far everything that follows is behind.
--
-- Definer: only a role of monitoring sees replication. An event counts as unread only
-- once all transactions before it have ended, as for its readers.

create or replace function core._list_lags()
    returns table (
        kind text,
        name text,
        waiting bigint,
        lag_seconds numeric,
        lag_bytes numeric
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with events as (
        select
            c.name,
            (
                select e.at
                from core.events as e
                where
                    e.xid >= c.xid
                    and (e.xid, e.id) > (c.xid, c.id)
                    and e.xid < pg_snapshot_xmin(pg_current_snapshot())
                order by e.xid, e.id
                limit 1
            ) as oldest_at
        from core.event_consumers as c
    ),

    webhooks as (
        select
            count(*) as waiting,
            min(d.next_attempt_at) as oldest_at
        from core.webhook_deliveries as d
        where d.status = 'pending'
    )

    select
        'events' as kind,
        e.name,
        null::bigint as waiting,
        coalesce(round(extract(epoch from core.now() - e.oldest_at), 1), 0) as lag_seconds,
        null::numeric as lag_bytes
    from events as e

    union all

    select
        'webhooks',
        'deliveries',
        w.waiting,
        coalesce(greatest(round(extract(epoch from core.now() - w.oldest_at), 1), 0), 0),
        null
    from webhooks as w

    union all

    select
        'replica',
        r.application_name,
        null,
        round(extract(epoch from r.replay_lag), 1),
        pg_wal_lsn_diff(pg_current_wal_lsn(), r.replay_lsn)
    from pg_catalog.pg_stat_replication as r
    where not pg_is_in_recovery()

    union all

    select
        'slot',
        s.slot_name::text,
        null,
        null,
        pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)
    from pg_catalog.pg_replication_slots as s
    where not pg_is_in_recovery()
    order by 1, 2
$$;

grant execute on function core._list_lags() to service_role, app_worker, app_reader;

comment on function core._list_lags() is
$$Consumers of events, webhooks, replicas and replication slots, with their lags.

Units: lag_seconds is the age of the oldest that waits; lag_bytes is WAL.
$$;
