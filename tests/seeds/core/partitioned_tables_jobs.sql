-- Proves sql/seeds/core/partitioned_tables_jobs.sql.
begin;
select plan(1);

select results_eq(
    $$ select table_name, every, ahead, keep is not null, before_drop
       from core.partitioned_tables
       where table_name in ('core.events', 'core.finished_jobs')
       order by table_name $$,
    $$ values
        ('core.events', interval '1 day', 7, true, 'core._note_dropped_events'),
        ('core.finished_jobs', interval '1 day', 7, true, null) $$,
    'both logs are cut by day, a week ahead, and lose old days'
);

select * from finish();
rollback;
