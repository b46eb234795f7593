-- Proves sql/seeds/suppliers/job_schedules.sql.j2.
begin;
select plan(2);

select set_has(
    'select s.name, s.cron, s.missed from core.job_schedules as s',
    $$ values ('suppliers.warm_projects', '*/5 * * * *', 'skip'),
              ('suppliers.warm_forecasts', '*/5 * * * *', 'skip') $$,
    'caches are warmed every five minutes'
);
select set_has(
    $$ select name, cron, missed from core.job_schedules $$,
    $$ values ('suppliers.announce_dates', '10 * * * *', 'once'),
              ('suppliers.make_digests', '*/15 * * * *', 'once') $$,
    'dates are announced every hour, digests made as the hours of all zones come'
);

select * from finish();
rollback;
