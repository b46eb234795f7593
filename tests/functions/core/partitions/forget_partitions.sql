-- Proves functions/core/partitions/forget_partitions.sql.
begin;
select plan(1);

-- Given: a table that is maintained.
do $$ begin perform core.register_partitions('core.t_cut', '1 month', 2); end $$;
do $$ begin perform core.forget_partitions('core.t_cut'); end $$;
select is_empty(
    $$ select table_name from core.partitioned_tables
       where table_name = 'core.t_cut' $$,
    'it is maintained no longer'
);

select * from finish();
rollback;
