-- Proves sql/seeds/core/job_schedules.sql.j2.
begin;
select plan(3);

select set_has(
    $$ select name, missed from core.job_schedules $$,
    $$ values
        ('core.maintain_partitions', 'once'), ('core.apply_retention', 'once'),
        ('core.check_quality', 'once'), ('core.seal_audit', 'once') $$,
    'upkeep is made up for after a worker was away'
);
select set_has(
    $$ select name, cron, missed, is_enabled from core.job_schedules $$,
    $$ values
        ('core.watch_health', '* * * * *', 'skip', true),
        ('core.warm_caches', '* * * * *', 'skip', true) $$,
    'the watcher and the caches look every minute'
);
select is_empty(
    $$ select s.name from core.job_schedules as s
       where s.timezone not in (select z.name from pg_timezone_names as z) $$,
    'every time zone is one'
);

select * from finish();
rollback;
