-- Proves policies/core/job_sleepers.sql.
begin;
select plan(8);

-- Given: one row.
insert into core.job_sleepers (worker, bells, expires_at)
values ('00000000-0000-0000-0000-000000000001', '{}', now());

select policies_are(
    'core', 'job_sleepers', array['select_operators_all'],
    'job_sleepers has exactly this policy'
);
select is(
    tests.grants_of('core.job_sleepers'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.job_sleepers'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.job_sleepers
where bells = '{}'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.job_sleepers
where bells = '{}'), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ delete from core.job_sleepers where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ delete from core.job_sleepers where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.job_sleepers $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
