-- Proves sql/seeds/core/job_kinds.sql.
begin;
select plan(2);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values ('core.maintain_partitions', 'sql', 'core.run_maintain_partitions') $$,
    'core keeps its partitions by a SQL job'
);
select is_empty(
    $$ select kind from core.job_kinds
       where to_regnamespace(split_part(kind, '.', 1)) is null $$,
    'every kind begins with a module that exists'
);

select * from finish();
rollback;
