-- Proves sql/seeds/suppliers/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    'select s.name, s.cron, s.missed from core.job_schedules as s',
    $$ values ('suppliers.warm_projects', '*/5 * * * *', 'skip') $$,
    'caches are warmed every five minutes'
);

select * from finish();
rollback;
