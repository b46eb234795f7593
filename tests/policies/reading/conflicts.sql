-- Proves policies/reading/conflicts.sql.
begin;
select plan(6);

-- Given: the devices of two readers disagreed.
insert into reading.conflicts (
    user_id, series_id, device_id, edited_at, policy, edit, stored, winner, found_at
)
values
(tests.user('ada'), 1, 'phone', now(), 'lww', '{}', '{}', 'edit', now()),
(tests.user('bob'), 1, 'phone', now(), 'lww', '{}', '{}', 'edit', now());

select policies_are(
    'reading', 'conflicts',
    array[
        'select_user_own',
        'select_operators_all'
    ],
    'conflicts has exactly these policies'
);
select is(
    tests.grants_of('reading.conflicts'),
    array[
        'select to app_reader, authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.conflicts'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select results_eq(
    $$ select user_id from reading.conflicts $$, $$ values (tests.user('ada')) $$,
    'a reader sees own rows'
);
select throws_ok(
    $$ delete from reading.conflicts where true $$, '42501', null, 'and changes nothing'
);
set local role anon;
select throws_ok(
    $$ select from reading.conflicts $$, '42501', null, 'an anonymous caller is refused'
);

select * from finish();
rollback;
