-- Rendered from sql/seeds/core/job_schedules.sql.j2; edit that file, not this one.
-- Seeds of core.job_schedules: the schedules of core; the operator owns is_enabled.
-- depends: seeds/core/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, missed)
values
(
    'core.maintain_partitions', 'core.maintain_partitions', 'maintenance',
    '7 * * * *', 'once'
),
(
    'core.apply_retention', 'core.apply_retention', 'maintenance',
    '23 * * * *', 'once'
),
('core.seal_audit', 'core.seal_audit', 'maintenance', '*/5 * * * *', 'once'),
('core.warm_caches', 'core.warm_caches', 'maintenance', '* * * * *', 'skip'),
('core.prune_cache', 'core.prune_cache', 'maintenance', '*/10 * * * *', 'skip'),
('core.check_quality', 'core.check_quality', 'maintenance', '41 3 * * *', 'once'),
('core.watch_health', 'core.watch_health', 'default', '* * * * *', 'skip')
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    missed = excluded.missed
where
    (
        job_schedules.kind,
        job_schedules.queue,
        job_schedules.cron,
        job_schedules.missed
    )
    is distinct from (
        excluded.kind,
        excluded.queue,
        excluded.cron,
        excluded.missed
    );
