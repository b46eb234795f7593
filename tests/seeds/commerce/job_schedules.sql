-- Proves sql/seeds/commerce/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select kind, cron from core.job_schedules
       where starts_with(name, 'commerce.') $$,
    $$ values ('commerce.end_stale_uploads', '23 * * * *') $$,
    'uploads that were never completed are looked for every hour'
);

select * from finish();
rollback;
