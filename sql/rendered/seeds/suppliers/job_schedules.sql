-- Rendered from sql/seeds/suppliers/job_schedules.sql.j2; edit that file, not this one.
-- Seeds of core.job_schedules: the schedules of suppliers.
-- depends: seeds/core/job_kinds, seeds/suppliers/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, payload, missed)
values
(
    'suppliers.warm_forecasts', 'suppliers.warm_forecasts', 'maintenance',
    '*/5 * * * *', '{}', 'skip'
),
(
    'suppliers.warm_projects', 'suppliers.warm_projects', 'maintenance',
    '*/5 * * * *', '{}', 'skip'
),
(
    'suppliers.announce_dates', 'suppliers.announce_dates', 'maintenance',
    '10 * * * *', '{}', 'once'
),
(
    'suppliers.make_digests', 'suppliers.make_digests', 'maintenance',
    '*/15 * * * *', '{}', 'once'
)
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    payload = excluded.payload,
    missed = excluded.missed
where
    (
        job_schedules.kind,
        job_schedules.queue,
        job_schedules.cron,
        job_schedules.payload,
        job_schedules.missed
    )
    is distinct from (
        excluded.kind,
        excluded.queue,
        excluded.cron,
        excluded.payload,
        excluded.missed
    );
