-- Proves sql/seeds/core/partitioned_tables.sql.j2.
begin;
select plan(5);

select is(
    (
        select p.every from core.partitioned_tables as p
        where p.table_name = 'core.audit_entries'
    ), interval '1 month',
    'audit entries are cut by month'
);
select cmp_ok(
    (
        select max(b.until_at) from core._partition_bounds('core.audit_entries') as b
    ), '>', now() + interval '2 months',
    'the next months stand ready from the first day'
);
select is_empty(
    $$ select b.partition from core._partition_bounds('core.audit_entries') as b
       where not exists (
           select from pg_trigger as t
           where t.tgrelid = b.partition and t.tgname = 't20_refuse_truncate'
       ) $$,
    'and none of them can be emptied'
);

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

select results_eq(
    $$ select every, keep
       from core.partitioned_tables where table_name = 'core.access_log' $$,
    $$ values (interval '1 month', null::interval) $$,
    'the access log is cut by month, and forgotten by its policy alone'
);

select * from finish();
rollback;
