-- Proves sql/seeds/core/job_kinds_watch.sql.
begin;
select plan(2);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values
        ('core.run_operation', 'sql', 'core.run_operation'),
        ('core.watch_health', 'sql', 'core.run_health_watch') $$,
    'the jobs of watching and bulk work are there'
);
select is_empty(
    $$ select kind from core.job_kinds
       where handler = 'sql'
       and to_regprocedure(sql_function || '(core.jobs)') is null $$,
    'every job in SQL has its function'
);

select * from finish();
rollback;
