-- Rendered from sql/seeds/commerce/job_schedules.sql.j2; edit that file, not this one.
-- Seeds of core.job_schedules: the schedules of commerce.
-- depends: seeds/commerce/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, missed)
values
(
    'commerce.end_stale_uploads', 'commerce.end_stale_uploads', 'maintenance',
    '23 * * * *', 'skip'
)
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
