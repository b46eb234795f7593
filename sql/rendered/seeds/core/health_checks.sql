-- Rendered from sql/seeds/core/health_checks.sql.j2; edit that file, not this one.
-- Seeds of core.health_checks: measurements of Postgres and of core.

insert into core.health_checks (
    name, module, query, warn, fail, unit, meaning, remedy
)
values
-- Shared.
(
    'core.cache_hit', 'core',
    $$
    select
        case
            when sum(d.blks_hit + d.blks_read) > 100000
            then round(sum(d.blks_hit)::numeric / sum(d.blks_hit + d.blks_read), 4)
        end,
        null
    from pg_catalog.pg_stat_database as d
    where d.datname = current_database()
    $$,
    0.9, 0.5, 'ratio',
    'Share of blocks found in shared buffers.',
    'Add memory, or look for large scans.'
),
(
    'core.connections_used', 'core',
    $$
    select
        round(
            count(*) filter (where a.backend_type = 'client backend')::numeric
            / (
                current_setting('max_connections')::numeric
                - current_setting('superuser_reserved_connections')::numeric
            ),
            4
        ),
        format(
            '%s of %s connections, %s idle in a transaction.',
            count(*) filter (where a.backend_type = 'client backend'),
            current_setting('max_connections'),
            count(*) filter (where a.state like 'idle in transaction%')
        )
    from pg_catalog.pg_stat_activity as a
    $$,
    0.8, 0.95, 'ratio',
    'Share of connections in use.',
    'Add a pooler, or end idle connections.'
),
(
    'core.lock_wait', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - l.waitstart))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s) waits for %s of %s behind %s.',
                    l.pid,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    l.mode,
                    coalesce(l.relation::regclass::text, l.locktype),
                    array_to_string(pg_blocking_pids(l.pid), ', ')
                )
                order by l.waitstart
            )
        )[1]
    from pg_catalog.pg_locks as l
    left join pg_catalog.pg_stat_activity as a on l.pid = a.pid
    where not l.granted and l.waitstart is not null
    $$,
    5, 60, 'seconds',
    'Longest wait for a lock.',
    'End the blocking process: select pg_terminate_backend(pid).'
),
(
    'core.oldest_transaction', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - a.xact_start))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s, %s) is %s.',
                    a.pid,
                    a.usename,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    a.state
                )
                order by a.xact_start
            )
        )[1]
    from pg_catalog.pg_stat_activity as a
    where
        a.backend_type = 'client backend'
        and a.xact_start is not null
        and a.pid <> pg_backend_pid()
    $$,
    300, 3600, 'seconds',
    'Age of the oldest transaction; it delays events, seals and vacuum.',
    'End it: select pg_terminate_backend(pid).'
),
(
    'core.oldest_xmin', 'core',
    $$
    select
        coalesce(max(h.age), 0),
        (array_agg(h.holder order by h.age desc))[1]
    from (
        select
            age(coalesce(a.backend_xmin, a.backend_xid)),
            format(
                'Held by process %s (%s, %s).',
                a.pid,
                coalesce(a.usename::text, a.backend_type),
                coalesce(nullif(a.application_name, ''), 'no name')
            )
        from pg_catalog.pg_stat_activity as a
        where
            coalesce(a.backend_xmin, a.backend_xid) is not null
            and a.pid <> pg_backend_pid()

        union all

        select
            greatest(age(s.xmin), age(s.catalog_xmin)),
            format('Held by replication slot %s.', s.slot_name)
        from pg_catalog.pg_replication_slots as s
        where coalesce(s.xmin, s.catalog_xmin) is not null

        union all

        select
            age(p.transaction),
            format('Held by prepared transaction %s of %s.', p.gid, p.owner)
        from pg_catalog.pg_prepared_xacts as p
    ) as h (age, holder)
    $$,
    1000000, 50000000, 'transactions',
    'Age of the oldest snapshot; vacuum keeps rows that it may see.',
    'End its holder: a session, a prepared transaction or a slot.'
),
(
    'core.xid_age', 'core',
    $$
    select
        round(max(age(d.datfrozenxid))::numeric / 2147483647, 4),
        (
            array_agg(
                format('Oldest in %s.', d.datname)
                order by age(d.datfrozenxid) desc
            )
        )[1]
    from pg_catalog.pg_database as d
    $$,
    0.4, 0.8, 'ratio',
    'Share of transaction ids used since the last freeze.',
    'Run vacuum freeze.'
),
(
    'core.invalid_indexes', 'core',
    $$
    select
        count(*),
        string_agg(
            i.indexrelid::regclass::text, ', '
            order by i.indexrelid::regclass::text
        )
    from pg_catalog.pg_index as i
    where
        not i.indisvalid
        and not exists (
            select
            from pg_catalog.pg_stat_progress_create_index as p
            where p.index_relid = i.indexrelid
        )
    $$,
    1, null, 'indexes',
    'Indexes whose concurrent build failed.',
    'Drop each and create it again.'
),
(
    'core.sequences_used', 'core',
    $$
    with used as (
        select
            s.seqrelid,
            pg_catalog.pg_sequence_last_value(s.seqrelid)::numeric as last_value,
            least(
                s.seqmax,
                case a.atttypid
                    when 'int2'::regtype then 32767
                    when 'int4'::regtype then 2147483647
                    else 9223372036854775807
                end
            )::numeric as highest
        from pg_catalog.pg_sequence as s
        left join pg_catalog.pg_depend as d
            on s.seqrelid = d.objid
            and d.classid = 'pg_class'::regclass
            and d.refclassid = 'pg_class'::regclass
            and d.deptype in ('a', 'i')
        left join pg_catalog.pg_attribute as a
            on d.refobjid = a.attrelid and d.refobjsubid = a.attnum
        where
            s.seqincrement > 0
            and not s.seqcycle
            and has_sequence_privilege(s.seqrelid, 'select')
    )
    select
        round(max(u.last_value / u.highest), 6),
        (
            array_agg(
                format('Most used: %s.', u.seqrelid::regclass)
                order by u.last_value / u.highest desc nulls last
            )
        )[1]
    from used as u
    $$,
    0.5, 0.8, 'ratio',
    'Used share of the fullest sequence.',
    'Widen its column to bigint in time.'
),
(
    'core.partition_runway', 'core',
    $$
    with parents as (
        select c.oid
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_partitioned_table as t on c.oid = t.partrelid
        inner join pg_catalog.pg_attribute as a
            on c.oid = a.attrelid and t.partattrs[0] = a.attnum
        where
            t.partstrat = 'r'
            and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
    ),

    runways as (
        select
            p.oid,
            coalesce(
                extract(epoch from max(
                    (
                        regexp_match(
                            pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'
                        )
                    )[1]::timestamptz
                ) - core.now()),
                0
            ) as seconds
        from parents as p
        left join pg_catalog.pg_inherits as i on p.oid = i.inhparent
        left join pg_catalog.pg_class as c on i.inhrelid = c.oid
        group by p.oid
    )

    select
        round(min(r.seconds)::numeric),
        (
            array_agg(
                format('Shortest: %s.', r.oid::regclass)
                order by r.seconds
            )
        )[1]
    from runways as r
    $$,
    172800, 43200, 'seconds',
    'Time until a table has no partition left.',
    'Run select core.maintain_partitions().'
),
(
    'core.matview_age', 'core',
    $$
    select
        round(
            max(
                extract(epoch from core.now() - r.refreshed_at)
                / extract(epoch from r.refresh_every)
            )::numeric,
            3
        ),
        (
            array_agg(
                format('Oldest: %s, refreshed %s.', r.view_name, r.refreshed_at)
                order by
                    extract(epoch from core.now() - r.refreshed_at)
                    / extract(epoch from r.refresh_every) desc
            )
        )[1]
    from core.view_refreshes as r
    where r.refreshed_at is not null
    $$,
    2, 10, 'intervals',
    'Age of the most overdue materialized view, in its own refresh intervals.',
    'Look at the job core.refresh_view: `rowhouse jobs list`.'
),
(
    'core.wal_retained', 'core',
    $$
    select
        coalesce(
            max(
                pg_wal_lsn_diff(
                    case
                        when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                        else pg_current_wal_lsn()
                    end,
                    s.restart_lsn
                )
            ),
            0
        ),
        (array_agg(format('Most: slot %s.', s.slot_name) order by s.restart_lsn))[1]
    from pg_catalog.pg_replication_slots as s
    where s.restart_lsn is not null
    $$,
    1073741824, 10737418240, 'bytes',
    'WAL kept for a replication slot that does not advance.',
    'Start what reads the slot, or drop an unused one.'
),
(
    'core.replica_lag', 'core',
    $$
    select
        coalesce(max(l.lag_seconds), 0),
        (
            array_agg(
                format('Most: %s.', coalesce(nullif(l.name, ''), 'no name'))
                order by l.lag_seconds desc nulls last
            )
        )[1]
    from core._list_lags() as l
    where l.kind = 'replica'
    $$,
    10, 60, 'seconds',
    'How far connected replicas are behind.',
    'Look for load and long queries there.'
),
(
    'core.database_size', 'core',
    $$ select pg_database_size(current_database()), null $$,
    null, null, 'bytes',
    'Size of the database on disk.',
    null
),
(
    'core.operation_stall', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - o.progressed_at))::numeric), 0
        ),
        (
            array_agg(
                format('Operation %s, %s.', o.id, o.kind)
                order by o.progressed_at
            )
        )[1]
    from core.operations as o
    where o.finished_at is null
    $$,
    300, 3600, 'seconds',
    'Longest time without progress of an operation.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. If one '
    'runs, see core.worker_silence.'
),
(
    'core.watcher_silence', 'core',
    $$
    select
        abs(round(extract(epoch from core.now() - max(s.sampled_at))::numeric)),
        case
            when max(s.sampled_at) > core.now()
                then 'The last run used a clock that was ahead.'
        end
    from core.health_samples as s
    $$,
    300, 3600, 'seconds',
    'Time since the last run of the watcher; without it no alert is raised.',
    'The watcher is a job. Start a worker: `rowhouse up` on the local stack, else '
    '`rowhouse work`. If one runs, see core.worker_silence.'
),
(
    'core.clock', 'core',
    $$
    select
        case
            when m.seen_at > core.now() + interval '10 seconds'
                then round(extract(epoch from m.seen_at - core.now())::numeric, 1)
            when m.went_back_at > core.now() - interval '1 hour'
                then round(m.went_back_seconds, 1)
            else 0
        end,
        case
            when m.went_back_at > core.now() - interval '1 hour'
                then format('Last found set back at %s.', m.went_back_at)
        end
    from core.clock_marks as m
    $$,
    10, null, 'seconds',
    'How far the clock was set back within the hour.',
    'Check the server''s time service.'
),
(
    'core.schedules_late', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from core.now() - s.next_run_at))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format('%s was due at %s.', s.name, s.next_run_at)
                order by s.next_run_at
            )
        )[1]
    from core.job_schedules as s
    where s.is_enabled and isfinite(s.next_run_at) and s.next_run_at <= core.now()
    $$,
    60, 600, 'seconds',
    'How long a tick has been due.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. If one '
    'runs, see core.worker_silence.'
),
-- Events and jobs.
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
    'How long the next jobs have waited for a worker.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. If one '
    'runs, see core.worker_silence, or add one more.'
),
(
    'core.worker_silence', 'core',
    $$
    select
        round(extract(epoch from core.now() - w.seen_at)::numeric, 1),
        format('The last was process %s on %s.', w.pid, w.host)
    from core.workers as w
    where w.seen_at <= core.now() + interval '10 seconds'
    order by w.seen_at desc
    limit 1
    $$,
    30, 120, 'seconds',
    'Age of the newest sign of life of a worker: all workers hang, or were killed.',
    'On the local stack read `.rowhouse/log/worker.log`, then `rowhouse down` and '
    '`rowhouse up`; else end the process and start `rowhouse work`.'
),
(
    'core.broken_schedules', 'core',
    $$
    with zones as materialized (
        select z.name
        from pg_catalog.pg_timezone_names as z
        where exists (select from core.job_schedules as s where s.timezone <> 'UTC')
    )

    select
        count(*),
        string_agg(format('%s: %s', b.name, b.fault), ' ' order by b.name)
    from (
        select
            s.name,
            coalesce(
                core._cron_fault(s.cron),
                case
                    when
                        s.timezone <> 'UTC'
                        and s.timezone not in (select z.name from zones as z)
                        then format('There is no time zone %L.', s.timezone)
                end
            )
        from core.job_schedules as s
        where s.is_enabled
    ) as b (name, fault)
    where b.fault is not null
    $$,
    null, 1, 'schedules',
    'Invalid schedules.',
    'Correct or disable them in core.job_schedules.'
),
(
    'core.unhandled_kinds', 'core',
    $$
    select count(*), string_agg(u.what, ' ' order by u.what)
    from (
        select format('%s: there is no function %s.', k.kind, k.sql_function)
        from core.job_kinds as k
        where
            k.handler = 'sql'
            and to_regprocedure(k.sql_function || '(core.jobs)') is null
        union all
        select format('%s: no worker has its handler.', k.kind)
        from core.job_kinds as k
        where
            k.handler = 'python'
            and coalesce(
                k.handled_at not between core.now() - interval '15 minutes'
                and core.now() + interval '15 minutes',
                true
            )
            and (
                exists (
                    select from core.job_schedules as s
                    where s.kind = k.kind and s.is_enabled
                )
                or exists (
                    select from core.jobs as j
                    where j.kind = k.kind and j.status <> 'dead'
                )
            )
    ) as u (what)
    $$,
    1, null, 'kinds',
    'Kinds of jobs without a handler.',
    'Add the handler and restart the worker.'
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
    'Dead jobs.',
    '`rowhouse jobs list --status dead` shows the reasons. `rowhouse jobs retry` runs '
    'them again, `rowhouse jobs cancel` gives them up.'
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
    'Age of the oldest event that a consumer has not read.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. If one '
    'runs, see core.worker_silence.'
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
    'Paused queues.',
    'Resume them with `rowhouse jobs resume`.'
),
(
    'core.foreign_xids', 'core',
    $$
    select
        count(*),
        string_agg(
            format('%s.%s is at %s', f.table_name, f.column_name, f.xid), ', '
            order by f.table_name, f.column_name
        )
    from core.find_foreign_xids() as f
    $$,
    null, 1, 'columns',
    'Columns with transaction ids of a restored cluster.',
    'Run `select core.rebase_after_restore()`.'
),
-- Realtime. Without subscribers there may be no partition. That alone is not a failure;
-- a lost broadcast is.
(
    'core.realtime_runway', 'core',
    $$
    with days as (
        select
            m.bounds[1]::timestamp as from_at,
            m.bounds[2]::timestamp as until_at
        from pg_catalog.pg_inherits as i
        inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
        cross join lateral regexp_match(
            pg_get_expr(c.relpartbound, c.oid),
            $re$FROM \('([^']+)'\) TO \('([^']+)'\)$re$
        ) as m (bounds)
        where i.inhparent = 'realtime.messages'::regclass
    ),

    today as (
        select (now() at time zone 'UTC') as at
    )

    select
        coalesce(
            round(
                extract(
                    epoch from (
                        select max(d.until_at)
                        from days as d
                        where exists (
                            select from days as c
                            where c.from_at <= t.at and c.until_at > t.at
                        )
                    ) - t.at
                )
            ),
            0
        ),
        null
    from today as t
    $$,
    21600, -1, 'seconds',
    'Time until realtime.messages has no partition.',
    'Start Realtime or the relay, which creates them.'
),
(
    'core.broadcasts_lost', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('The latest: event %s on %s.', l.id, l.topic)
                order by l.id desc
            )
        )[1]
    from core.list_unsent_broadcasts() as l
    $$,
    1, 100, 'events',
    'Events of the last hour that Realtime did not get.',
    'See core.realtime_runway.'
),
(
    'core.canary_latency', 'core',
    $$
    select
        r.p95_ms / 1000,
        format('Half took up to %s ms, the longest %s ms.', r.p50_ms, r.max_ms)
    from core._read_canaries() as r
    where r.is_used and r.p95_ms is not null
    $$,
    1, 5, 'seconds',
    'The p95 of the time from a commit to a subscriber.',
    'Look at the load of Realtime, or of the relay, and at core.oldest_transaction.'
),
(
    'core.canary_silence', 'core',
    $$
    select
        greatest(
            r.silent_seconds - (core.setting('core.canary_seconds'))::numeric, 0
        ),
        'The last fault: ' || r.last_fault || '.'
    from core._read_canaries() as r
    where r.is_used
    $$,
    60, 300, 'seconds',
    'Overdue time of a canary: subscribers get nothing, or no worker measures.',
    'Look at Realtime, or the relay, and CANARY_URL of the worker.'
),
-- Webhooks.
(
    'core.webhooks_due', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.next_attempt_at))::numeric, 1), 0
        ),
        (array_agg(format('Endpoint %s.', e.id) order by f.next_attempt_at))[1]
    from core.webhook_endpoints as e
    inner join core.webhook_circuits as c on e.id = c.endpoint_id
    cross join lateral (
        select d.next_attempt_at
        from core.webhook_deliveries as d
        where d.endpoint_id = e.id and d.status = 'pending'
        order by d.next_attempt_at
        limit 1
    ) as f
    where
        e.status = 'active'
        and c.state = 'closed'
        and coalesce(c.resume_at <= core.now(), true)
        and f.next_attempt_at <= core.now()
    $$,
    60, 3600, 'seconds',
    'How long a delivery has been due at a working endpoint.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. If one '
    'runs, see core.worker_silence.'
),
(
    'core.webhook_circuits_open', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('Endpoint %s until %s.', c.endpoint_id, c.resume_at)
                order by c.failing_since_at
            )
        )[1]
    from core.webhook_circuits as c
    inner join core.webhook_endpoints as e on c.endpoint_id = e.id
    where e.status = 'active' and c.state <> 'closed'
    $$,
    1, null, 'endpoints',
    'Endpoints that do not respond.',
    'list_webhook_deliveries shows their responses.'
),
-- Maintenance.
(
    'core.upkeep_failed', 'core',
    $$
    select count(*), string_agg(f.what, ' ' order by f.what)
    from (
        select format('Retention of %s: %s.', p.table_name, r.detail)
        from core.retention_policies as p
        cross join lateral (
            select n.outcome, n.detail
            from core.retention_runs as n
            where n.table_name = p.table_name and not n.is_dry_run
            order by n.id desc
            limit 1
        ) as r
        where p.is_enabled and r.outcome = 'failed'
        union all
        select format('Rule %s: %s.', q.name, q.last_failure)
        from core.data_quality_rules as q
        where q.is_enabled and q.last_failure is not null
    ) as f (what)
    $$,
    1, null, 'tasks',
    'Maintenance that failed in its last run.',
    'Fix the cause, and it runs again.'
),
(
    'core.backup_age', 'core',
    $$
    select
        case
            when count(*) > 0
            then round(
                extract(
                    epoch from core.now()
                    - coalesce(
                        max(b.taken_at) filter (where b.rehearsed_at is not null),
                        min(b.taken_at)
                    )
                )::numeric
            )
        end,
        case
            when count(*) > 0 and count(b.rehearsed_at) = 0
            then format('None of %s backups was rehearsed.', count(*))
        end
    from core.backups as b
    $$,
    172800, 604800, 'seconds',
    'Age of the newest backup that was restored for a trial.',
    'Take one and rehearse it: docs/recovery.md.'
),
(
    'core.archive_backlog', 'core',
    $$
    select
        case
            when a.is_archiving
            then greatest(
                case when a.is_failing then 1 else 0 end,
                case
                    when a.last_wal ~ '^[0-9A-F]{24}'
                    then
                        floor(
                            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
                            / a.segment_bytes
                        )
                        - ('x' || substr(a.last_wal, 9, 8))::bit(32)::bigint
                        * (4294967296 / a.segment_bytes)
                        - ('x' || substr(a.last_wal, 17, 8))::bit(32)::bigint
                        - 1
                end,
                0
            )
        end,
        case
            when a.is_archiving and a.is_failing
            then format('It failed at %s.', a.last_failed_wal)
        end
    from (
        select
            current_setting('archive_mode') <> 'off'
            and not pg_is_in_recovery() as is_archiving,
            s.last_failed_time > coalesce(s.last_archived_time, '-infinity')
            as is_failing,
            coalesce(s.last_archived_wal, s.last_failed_wal) as last_wal,
            s.last_failed_wal,
            pg_size_bytes(current_setting('wal_segment_size')) as segment_bytes
        from pg_catalog.pg_stat_archiver as s
    ) as a
    $$,
    5, 60, 'segments',
    'WAL that is not archived yet: a lost disk takes it.',
    'Look into the log of Postgres for what archive_command says.'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    meaning = excluded.meaning,
    remedy = excluded.remedy
where
    (
        health_checks.query,
        health_checks.warn,
        health_checks.fail,
        health_checks.unit,
        health_checks.meaning,
        health_checks.remedy
    )
    is distinct from (
        excluded.query,
        excluded.warn,
        excluded.fail,
        excluded.unit,
        excluded.meaning,
        excluded.remedy
    );
