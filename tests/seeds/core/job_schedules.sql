-- Proves sql/seeds/core/job_schedules.sql.
begin;
select plan(2);

select set_has(
    $$ select name, kind, missed from core.job_schedules $$,
    $$ values ('core.maintain_partitions', 'core.maintain_partitions', 'once') $$,
    'partitions are kept every hour, also after a worker was away'
);
select is_empty(
    $$ select s.name from core.job_schedules as s
       where s.timezone not in (select z.name from pg_timezone_names as z) $$,
    'every time zone is one'
);

select * from finish();
rollback;
