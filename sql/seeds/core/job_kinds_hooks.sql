-- Seeds of core.job_kinds and core.job_schedules: upkeep of webhooks.
--
-- depends: seeds/core/job_queues

insert into core.job_kinds (kind, handler, sql_function, description)
values
(
    'core.prune_webhooks',
    'sql',
    'core.prune_webhooks',
    'Removes finished deliveries and receipts past retention, a batch at a time.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    description = excluded.description
where
    (job_kinds.handler, job_kinds.sql_function, job_kinds.description)
    is distinct from (excluded.handler, excluded.sql_function, excluded.description);

insert into core.job_schedules (name, kind, queue, cron)
values ('core.prune_webhooks', 'core.prune_webhooks', 'maintenance', '*/10 * * * *')
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron
where
    (job_schedules.kind, job_schedules.queue, job_schedules.cron)
    is distinct from (excluded.kind, excluded.queue, excluded.cron);
