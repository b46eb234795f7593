-- Proves policies/core/event_low_watermarks.sql.
begin;
select plan(8);

-- Given: one row.
-- (its one row is seeded)

select policies_are(
    'core', 'event_low_watermarks', array['select_operators_all'],
    'event_low_watermarks has exactly this policy'
);
select is(
    tests.grants_of('core.event_low_watermarks'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.event_low_watermarks'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select is(
    (select count(*) from core.event_low_watermarks
where log = 'events'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.event_low_watermarks
where log = 'events'), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ update core.event_low_watermarks set id = 0 where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ update core.event_low_watermarks set id = 0 where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.event_low_watermarks $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
