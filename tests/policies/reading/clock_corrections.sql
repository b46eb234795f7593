-- Proves policies/reading/clock_corrections.sql.j2.
begin;
select plan(4);

-- Given: a device that is ahead.
insert into reading.clock_corrections (
    user_id, device_id, series_id, claimed_at, corrected_at
)
values (tests.user('ada'), 'phone', 1, now() + interval '1 day', now());

select policies_are(
    'reading', 'clock_corrections',
    array[
        'select_operators_all'
    ],
    'clock_corrections has exactly these policies'
);
select is(
    tests.grants_of('reading.clock_corrections'),
    array[
        'select to app_reader, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.clock_corrections'),
    array[
        'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select throws_ok(
    $$ select from reading.clock_corrections $$, '42501', null, 'a reader is refused'
);

select * from finish();
rollback;
