-- Seeds of core.job_schedules: the watcher looks every minute.

insert into core.job_schedules (name, kind, cron)
values ('core.watch_health', 'core.watch_health', '* * * * *')
on conflict (name) do update
set
    kind = excluded.kind,
    cron = excluded.cron
where
    (job_schedules.kind, job_schedules.cron)
    is distinct from (excluded.kind, excluded.cron);
