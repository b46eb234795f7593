-- Seeds of core.health_checks: what jobs and events say of themselves.

insert into core.health_checks (name, module, query, warn, fail, unit, detail)
values
(
    'core.queue_age', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.run_at))::numeric, 1), 0
        ),
        (
            array_agg(
                format('Job %s, %s, in queue %s.', f.id, f.kind, f.queue)
                order by f.run_at
            )
        )[1]
    from core.job_queues as q
    cross join lateral (
        select j.id, j.kind, j.queue, j.run_at
        from core.jobs as j
        where
            j.queue = q.name
            and j.status = 'ready'
            and (j.leased_by is null or j.lease_expires_at < core.now())
        order by j.priority desc, j.id
        limit 100
    ) as f
    where coalesce(q.paused_until_at <= core.now(), true) and f.run_at <= core.now()
    $$,
    60, 600, 'seconds',
    'How long the next jobs have waited for a worker; start `rowhouse work`.'
),
(
    'core.dead_jobs', 'core',
    $$
    select
        coalesce(sum(d.n), 0),
        string_agg(format('%s of %s', d.n, d.kind), ', ' order by d.n desc)
    from (
        select j.kind, count(*)
        from core.jobs as j
        where j.status = 'dead'
        group by j.kind
    ) as d (kind, n)
    $$,
    1, null, 'jobs',
    'Jobs that gave up; see why with `rowhouse jobs list`, then redrive or cancel them.'
),
(
    'core.consumer_lag', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - u.at))::numeric, 1), 0
        ),
        (array_agg(format('Consumer %s.', c.name) order by u.at))[1]
    from core.event_consumers as c
    cross join lateral (
        select e.at
        from core.events as e
        where
            e.xid >= c.xid
            and (e.xid, e.id) > (c.xid, c.id)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id
        limit 1
    ) as u
    $$,
    60, 3600, 'seconds',
    'Age of the oldest event that a consumer has not read; see that a worker runs.'
),
(
    'core.paused_queues', 'core',
    $$
    select
        count(*),
        string_agg(
            format('%s until %s', q.name, q.paused_until_at), ', ' order by q.name
        )
    from core.job_queues as q
    where q.paused_until_at > core.now()
    $$,
    1, null, 'queues',
    'Queues that rest by order; resume with `rowhouse jobs resume`.'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    detail = excluded.detail
where
    (
        health_checks.query, health_checks.warn, health_checks.fail,
        health_checks.unit, health_checks.detail
    )
    is distinct from (
        excluded.query, excluded.warn, excluded.fail, excluded.unit, excluded.detail
    );
