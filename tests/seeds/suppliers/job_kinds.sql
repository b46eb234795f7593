-- Proves sql/seeds/suppliers/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    'select k.kind, k.handler, k.sql_function from core.job_kinds as k',
    $$ values ('suppliers.warm_projects', 'sql', 'suppliers.run_warm_projects') $$,
    'the jobs of suppliers'
);

select * from finish();
rollback;
