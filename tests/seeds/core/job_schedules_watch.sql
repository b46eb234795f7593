-- Proves sql/seeds/core/job_schedules_watch.sql.
begin;
select plan(1);

select results_eq(
    $$ select kind, cron, missed, is_enabled
       from core.job_schedules where name = 'core.watch_health' $$,
    $$ values ('core.watch_health', '* * * * *', 'skip', true) $$,
    'the watcher looks every minute'
);

select * from finish();
rollback;
