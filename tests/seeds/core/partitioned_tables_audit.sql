-- Proves sql/seeds/core/partitioned_tables_audit.sql.
begin;
select plan(3);

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

select * from finish();
rollback;
