-- Seeds of core.metric_sources: jobs and events, with labels.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
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
        metric_sources.kind, metric_sources.help,
        metric_sources.query, metric_sources.max_series
    )
    is distinct from (
        excluded.kind, excluded.help, excluded.query, excluded.max_series
    );
