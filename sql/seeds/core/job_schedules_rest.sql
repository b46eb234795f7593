-- Seeds of core.job_schedules: caches, retention, data quality.
-- depends: seeds/core/job_kinds_rest, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, timezone, missed)
values
('core.warm_caches', 'core.warm_caches', 'maintenance', '* * * * *', 'UTC', 'skip'),
('core.prune_cache', 'core.prune_cache', 'maintenance', '*/10 * * * *', 'UTC', 'skip'),
(
    'core.apply_retention', 'core.apply_retention', 'maintenance',
    '23 * * * *', 'UTC', 'once'
),
('core.check_quality', 'core.check_quality', 'maintenance', '41 3 * * *', 'UTC', 'once')
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    timezone = excluded.timezone,
    missed = excluded.missed
where
    (
        job_schedules.kind, job_schedules.queue, job_schedules.cron,
        job_schedules.timezone, job_schedules.missed
    )
    is distinct from (
        excluded.kind, excluded.queue, excluded.cron, excluded.timezone, excluded.missed
    );
