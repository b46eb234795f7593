-- Proves sql/seeds/core/partitioned_tables_rest.sql.
begin;
select plan(1);

select results_eq(
    $$ select every, keep
       from core.partitioned_tables where table_name = 'core.access_log' $$,
    $$ values (interval '1 month', null::interval) $$,
    'the access log is cut by month, and forgotten by its policy alone'
);

select * from finish();
rollback;
