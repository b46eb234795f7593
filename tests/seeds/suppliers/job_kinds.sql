-- Proves sql/seeds/suppliers/job_kinds.sql.j2.
begin;
select plan(2);

select set_has(
    'select k.kind, k.handler, k.sql_function from core.job_kinds as k',
    $$ values ('suppliers.warm_projects', 'sql', 'suppliers.run_warm_projects'),
       ('suppliers.warm_forecasts', 'sql', 'suppliers.run_warm_forecasts') $$,
    'the jobs of suppliers'
);
select set_has(
    $$ select kind, handler, sql_function, concurrency from core.job_kinds $$,
    $$ values
        ('suppliers.announce_dates', 'sql', 'suppliers.run_announce_dates', 1),
        ('suppliers.make_digests', 'sql', 'suppliers.run_make_digests', 1) $$,
    'the jobs of suppliers'
);

select * from finish();
rollback;
