-- Proves policies/reading/stamps.sql.
begin;
select plan(4);

-- Given: a device that is ahead.
insert into reading.stamps (user_id, device_id, series_id, claimed_at, stamped_at)
values (tests.user('ada'), 'phone', 1, now() + interval '1 day', now());

select policies_are(
    'reading', 'stamps',
    array[
        'select_operator_all'
    ],
    'stamps has exactly these policies'
);
select is(
    tests.grants_of('reading.stamps'),
    array[
        'select to app_reader, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.stamps'),
    array[
        'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select throws_ok(
    $$ select from reading.stamps $$, '42501', null, 'a reader is refused'
);

select * from finish();
rollback;
