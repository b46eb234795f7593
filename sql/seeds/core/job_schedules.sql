-- Seeds of core.job_schedules: what core does by itself; is_enabled is the operator's.
-- depends: seeds/core/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, timezone, missed)
values
(
    'core.maintain_partitions', 'core.maintain_partitions', 'maintenance',
    '7 * * * *', 'UTC', 'once'
)
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
