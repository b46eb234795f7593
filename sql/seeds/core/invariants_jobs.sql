-- Seeds of core.invariants: what only a bug can break in events and jobs.

insert into core.invariants (name, module, severity, query, repair)
values
(
    'core.job_ends_once', 'core', 'error',
    'select id from core.finished_jobs group by id having count(*) > 1 '
    'union all '
    'select f.id from core.finished_jobs as f '
    'inner join core.jobs as j on f.id = j.id',
    'Look at both rows of the id; delete the one in core.jobs if its work is done.'
),
(
    'core.job_states_agree', 'core', 'error',
    'select id, status from core.jobs '
    'where status not in (''ready'', ''waiting'', ''dead'') '
    'or (status = ''waiting'') <> (wait_reason is not null) '
    'or (status = ''dead'') <> (died_at is not null) '
    'or (leased_by is null) <> (lease_expires_at is null) '
    'or leased_by is not null and status <> ''ready'' '
    'or attempts > max_attempts',
    'Cancel the job with core.cancel_job(id) and enqueue it again.'
),
(
    'core.job_kind_known', 'core', 'error',
    'select distinct j.kind from core.jobs as j '
    'left join core.job_kinds as k on j.kind = k.kind where k.kind is null',
    'Seed the kind again, or cancel its jobs with core.cancel_job(id).'
),
(
    'core.job_functions_exist', 'core', 'error',
    'select kind, sql_function from core.job_kinds '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(core.jobs)'') is null '
    'union all '
    'select name, sql_function from core.event_consumers '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(text, integer)'') is null',
    'Bring back the function, or name the right one in the seed.'
),
(
    'core.job_key_within_limit', 'core', 'error',
    'select j.concurrency_key, count(*) as running, max(k.concurrency) as allowed '
    'from core.jobs as j inner join core.job_kinds as k on j.kind = k.kind '
    'where j.concurrency_key is not null and j.status = ''ready'' '
    'and j.leased_by is not null '
    'group by j.concurrency_key having count(*) > max(k.concurrency)',
    'Cancel the newer jobs of the key with core.cancel_job(id).'
),
(
    'core.stream_versions_unbroken', 'core', 'error',
    'select e.stream from core.events as e where e.stream is not null '
    'group by e.stream '
    'having count(*) <> count(distinct e.version) '
    'or max(e.version) - min(e.version) + 1 <> count(*) '
    'union all '
    'select s.stream from core.event_streams as s '
    'where s.version < (select max(e.version) from core.events as e '
    'where e.stream = s.stream)',
    'Compare the stream with core.event_streams; replay what was lost from a backup.'
),
(
    'core.stream_read_in_order', 'core', 'error',
    'select e.stream, e.version from (select stream, version, '
    'lag(version) over (partition by stream order by xid, id) as before '
    'from core.events where stream is not null) as e where e.before > e.version',
    'Readers of this stream must sort by version; report how it came to be.'
),
(
    'core.consumers_within_log', 'core', 'warning',
    'select c.name, c.moved_at '
    'from core.event_consumers as c, core.event_horizons as h '
    'where (c.xid, c.id) < (h.xid, h.id)',
    'Rebuild what the consumer feeds, then select core.reset_consumer(name).'
),
(
    'core.partitions_ahead', 'core', 'warning',
    'select ''core.events'' as table_name, count(*) from core.events_default '
    'having count(*) > 0 union all '
    'select ''core.finished_jobs'', count(*) from core.finished_jobs_default '
    'having count(*) > 0',
    'Run select * from core.maintain_partitions(), and see why its schedule did not.'
)
on conflict (name) do update
set
    module = excluded.module,
    severity = excluded.severity,
    query = excluded.query,
    repair = excluded.repair
where
    (invariants.module, invariants.severity, invariants.query, invariants.repair)
    is distinct from
    (excluded.module, excluded.severity, excluded.query, excluded.repair);
