-- Proves sql/seeds/filters/job_schedules.sql.j2.
begin;
select plan(1);

select is(
    (select (cron, missed)::text from core.job_schedules
     where name = 'filters.prune_dimensions'),
    '("17 3 * * *",skip)', 'pruning is nightly'
);

select * from finish();
rollback;
