-- Rendered from sql/seeds/core/metric_sources.sql.j2; edit that file, not this one.
-- Seeds of core.metric_sources: metrics with labels.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
-- Shared.
(
    'connections', 'core', 'gauge',
    'Client connections by state.',
    $$
    select jsonb_build_object('state', coalesce(a.state, 'unknown')), count(*)
    from pg_catalog.pg_stat_activity as a
    where a.backend_type = 'client backend'
    group by a.state
    $$,
    10
),
(
    'transactions_total', 'core', 'counter',
    'Transactions since the statistics were reset, by outcome.',
    $$
    select jsonb_build_object('outcome', o.name), o.value
    from pg_catalog.pg_stat_database as d
    cross join lateral (
        values ('committed', d.xact_commit), ('rolled_back', d.xact_rollback)
    ) as o (name, value)
    where d.datname = current_database()
    $$,
    2
),
(
    'blocks_total', 'core', 'counter',
    'Blocks read since the statistics were reset, by where they were found.',
    $$
    select jsonb_build_object('source', o.name), o.value
    from pg_catalog.pg_stat_database as d
    cross join lateral (
        values ('cache', d.blks_hit), ('disk', d.blks_read)
    ) as o (name, value)
    where d.datname = current_database()
    $$,
    2
),
(
    'deadlocks_total', 'core', 'counter',
    'Deadlocks since the statistics were reset.',
    $$
    select '{}'::jsonb, d.deadlocks
    from pg_catalog.pg_stat_database as d
    where d.datname = current_database()
    $$,
    1
),
(
    'table_bytes', 'core', 'gauge',
    'Largest tables with their indexes; partitions count for their table.',
    $$
    select
        jsonb_build_object(
            'table', coalesce(pg_partition_root(c.oid), c.oid)::regclass::text
        ),
        sum(pg_total_relation_size(c.oid))
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where
        c.relkind in ('r', 'm')
        and n.nspname !~ '^pg_'
        and n.nspname <> 'information_schema'
    group by 1
    $$,
    30
),
(
    'dead_rows', 'core', 'gauge',
    'Dead rows that vacuum has not removed yet, by table.',
    $$
    select
        jsonb_build_object(
            'table', coalesce(pg_partition_root(t.relid), t.relid)::regclass::text
        ),
        sum(t.n_dead_tup)
    from pg_catalog.pg_stat_user_tables as t
    where t.n_dead_tup > 0
    group by 1
    $$,
    30
),
(
    'rpc_calls_total', 'core', 'counter',
    'Calls of each RPC, from pg_stat_statements.',
    $$
    select jsonb_build_object('rpc', s.rpc), s.calls
    from core._read_statements() as s
    where s.rpc is not null
    order by s.rpc
    $$,
    1000
),
(
    'rpc_seconds_total', 'core', 'counter',
    'Time of each RPC in the database, from pg_stat_statements.',
    $$
    select jsonb_build_object('rpc', s.rpc), s.total_ms / 1000
    from core._read_statements() as s
    where s.rpc is not null
    order by s.rpc
    $$,
    1000
),
(
    'requests_total', 'core', 'counter',
    'Requests to the API by RPC and HTTP status, as gateways counted them.',
    $$
    select
        jsonb_build_object('rpc', t.rpc, 'status', t.status::text), t.requests
    from core.request_totals as t
    order by t.id
    $$,
    1000
),
(
    'request_seconds_total', 'core', 'counter',
    'Time of requests to the API by RPC and HTTP status, in the gateway and behind it.',
    $$
    select
        jsonb_build_object('rpc', t.rpc, 'status', t.status::text), t.took_ms / 1000
    from core.request_totals as t
    order by t.id
    $$,
    1000
),
(
    'alerts', 'core', 'gauge',
    'Open alerts by status.',
    $$
    select jsonb_build_object('status', w.status), count(a.id)
    from (values ('warn'), ('fail')) as w (status)
    left join core.alerts as a on w.status = a.status and a.cleared_at is null
    group by w.status
    $$,
    2
),
(
    'operations', 'core', 'gauge',
    'Operations by status: unfinished, or finished within a day.',
    $$
    select jsonb_build_object('status', o.status), count(*)
    from core.operations as o
    where o.finished_at is null or o.finished_at > core.now() - interval '1 day'
    group by o.status
    $$,
    6
),
(
    'view_refresh_seconds', 'core', 'gauge',
    'Duration of the last refresh of each materialized view.',
    $$
    select jsonb_build_object('view', r.view_name), r.took_ms / 1000
    from core.view_refreshes as r
    $$,
    50
),
(
    'canary_seconds', 'core', 'gauge',
    'Time from a commit to a subscriber, of the recent canaries.',
    $$
    select jsonb_build_object('quantile', q.name), q.ms / 1000
    from core._read_canaries() as r
    cross join lateral (
        values ('0.5', r.p50_ms), ('0.95', r.p95_ms), ('1', r.max_ms)
    ) as q (name, ms)
    where r.is_used and q.ms is not null
    $$,
    3
),
(
    'canary_age_seconds', 'core', 'gauge',
    'Time since the last canary that arrived was sent.',
    $$
    select '{}'::jsonb, r.silent_seconds
    from core._read_canaries() as r
    where r.is_used
    $$,
    1
),
(
    'canaries', 'core', 'gauge',
    'Recent canaries by outcome.',
    $$
    select jsonb_build_object('outcome', o.name), o.value
    from core._read_canaries() as r
    cross join lateral (
        values ('arrived', r.arrived), ('failed', r.failed)
    ) as o (name, value)
    where r.is_used
    $$,
    2
),
-- Events and jobs.
(
    'jobs', 'core', 'gauge',
    'Unfinished jobs by queue and state.',
    $$
    select
        jsonb_build_object(
            'queue', j.queue,
            'state', case when j.leased_by is not null then 'running' else j.status end
        ),
        count(*)
    from core.jobs as j
    group by 1
    $$,
    60
),
(
    'replica_lag_seconds', 'core', 'gauge',
    'How far each replica that is connected is behind; 0 while all is replayed.',
    $$
    select jsonb_build_object('replica', l.name), coalesce(max(l.lag_seconds), 0)
    from core._list_lags() as l
    where l.kind = 'replica'
    group by l.name
    $$,
    20
),
(
    'consumer_lag_seconds', 'core', 'gauge',
    'Age of the oldest event that each consumer has not read.',
    $$
    select
        jsonb_build_object('consumer', c.name),
        coalesce(extract(epoch from core.now() - u.at), 0)
    from core.event_consumers as c
    left join lateral (
        select e.at
        from core.events as e
        where
            e.xid >= c.xid
            and (e.xid, e.id) > (c.xid, c.id)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id
        limit 1
    ) as u on true
    $$,
    50
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind,
        metric_sources.help,
        metric_sources.query,
        metric_sources.max_series
    )
    is distinct from (
        excluded.kind,
        excluded.help,
        excluded.query,
        excluded.max_series
    );
