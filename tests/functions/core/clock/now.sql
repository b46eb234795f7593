-- Proves functions/core/clock/now.sql.
begin;
select plan(4);

select is(
    core.now(), now(),
    'without a test clock it is the transaction''s start'
);

select set_config('rowhouse.clock', '2030-01-01 00:00:00+00', true);
select is(
    core.now(), now(),
    'a session''s own setting of the clock is ignored'
);

select tests.set_clock('2027-03-01 12:00:00+00');
select is(
    core.now(), '2027-03-01 12:00:00+00'::timestamptz,
    'the database''s test clock is the time'
);

select set_config('rowhouse.clock', '2030-01-01 00:00:00+00', true);
select is(
    core.now(), '2027-03-01 12:00:00+00'::timestamptz,
    'a session cannot move the test clock'
);

select * from finish();
rollback;
