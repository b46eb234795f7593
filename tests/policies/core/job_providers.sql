-- Proves policies/core/job_providers.sql.
begin;
select plan(8);

-- Given: one row.
insert into core.job_providers (name, per_second, burst, tokens)
values ('t_provider', 1, 1, 1);

select policies_are(
    'core', 'job_providers', array['select_operators_all', 'update_service_all'],
    'job_providers has exactly these policies'
);
select is(
    tests.grants_of('core.job_providers'),
    array[
        'select to app_reader, app_worker, service_role',
        'update (burst, daily_budget, per_second) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.job_providers'),
    array[
        'select all to app_reader, app_worker, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.job_providers
where name = 't_provider'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select throws_ok(
    $$ update core.job_providers set per_second = 2 where name = 't_provider' $$,
    '42501', null,
    'the worker cannot change what operators tune'
);

set local role tests_backend;
select results_eq(
    $$ with done as (
           update core.job_providers set per_second = 2
           where name = 't_provider' returning 1
       )
       select count(*) from done $$,
    $$ values (1::bigint) $$,
    'an operator''s backend tunes a row'
);
select throws_ok(
    $$ update core.job_providers set tokens = 1 where name = 't_provider' $$,
    '42501', null,
    'what is not granted stays out of reach'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.job_providers $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
