-- Proves sql/seeds/suppliers/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, cron, missed from core.job_schedules $$,
    $$ values ('suppliers.warm_forecasts', '*/5 * * * *', 'skip') $$,
    'forecasts are warmed every five minutes'
);

select * from finish();
rollback;
