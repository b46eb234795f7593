-- Proves policies/core/jobs.sql.
begin;
select plan(8);

-- Given: one row.
insert into core.jobs (kind, run_at, max_attempts, enqueued_at, dedupe_key)
values ('core.t_kind', now(), 1, now(), 't_job');

select policies_are(
    'core', 'jobs', array['select_operators_all'],
    'jobs has exactly this policy'
);
select is(
    tests.grants_of('core.jobs'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.jobs'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.jobs
where dedupe_key = 't_job'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.jobs
where dedupe_key = 't_job'), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ update core.jobs set token = token + 1 where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ update core.jobs set token = token + 1 where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.jobs $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
