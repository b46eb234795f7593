-- Proves policies/core/idle_workers.sql.
begin;
select plan(8);

-- Given: one row.
insert into core.idle_workers (worker, signals, expires_at)
values ('00000000-0000-0000-0000-000000000001', '{}', now());

select policies_are(
    'core', 'idle_workers', array['select_operators_all'],
    'idle_workers has exactly this policy'
);
select is(
    tests.grants_of('core.idle_workers'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.idle_workers'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.idle_workers
where signals = '{}'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.idle_workers
where signals = '{}'), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ delete from core.idle_workers where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ delete from core.idle_workers where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.idle_workers $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
