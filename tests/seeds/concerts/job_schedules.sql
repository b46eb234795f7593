-- Proves sql/seeds/concerts/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    'select name, cron, missed from core.job_schedules',
    $$ values ('concerts.find_duplicates', '41 3 * * *', 'once') $$,
    'duplicates are merged at night'
);

select * from finish();
rollback;
