-- Proves policies/core/event_horizons.sql.
begin;
select plan(6);

-- Given: one row.
-- (its one row is seeded)

select policies_are(
    'core', 'event_horizons', array['select_operators_all'],
    'event_horizons has exactly this policy'
);

set local role app_reader;
select is(
    (select count(*) from core.event_horizons
where log = 'events'), 1::bigint,
    'monitoring sees the rows'
);

set local role app_worker;
select is(
    (select count(*) from core.event_horizons
where log = 'events'), 1::bigint,
    'the worker sees the rows'
);
select throws_ok(
    $$ update core.event_horizons set id = 0 where true $$,
    '42501', null,
    'the worker cannot write the table'
);

set local role service_role;
select throws_ok(
    $$ update core.event_horizons set id = 0 where true $$,
    '42501', null,
    'not even an operator''s backend can write the table'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select from core.event_horizons $$,
    '42501', null,
    'a signed-in user sees nothing, whatever the app role'
);

select * from finish();
rollback;
