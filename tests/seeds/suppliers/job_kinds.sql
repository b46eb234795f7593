-- Proves sql/seeds/suppliers/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values ('suppliers.warm_forecasts', 'sql', 'suppliers.run_warm_forecasts') $$,
    'the jobs of suppliers'
);

select * from finish();
rollback;
