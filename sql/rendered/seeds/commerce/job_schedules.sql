-- Rendered from sql/seeds/commerce/job_schedules.sql.j2; edit that file, not this one.
-- Seeds of core.job_schedules: the schedules of commerce.
-- depends: seeds/core/job_kinds, seeds/commerce/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, payload, missed)
values
(
    'commerce.propose_reorders', 'commerce.propose_reorders', 'maintenance',
    '5 * * * *', '{}', 'once'
),
(
    'commerce.warm_product_pages', 'commerce.warm_product_pages', 'maintenance',
    '*/5 * * * *', '{}', 'skip'
),
(
    'commerce.end_stale_uploads', 'commerce.end_stale_uploads', 'maintenance',
    '23 * * * *', '{}', 'skip'
),
(
    'commerce.reconcile_pms', 'commerce.reconcile_pms', 'maintenance', '37 2 * * *',
    '{"source": "pms"}', 'once'
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
