-- Proves policies/reading/tombstones.sql.
begin;
select plan(6);

-- Given: two readers deleted something.
insert into reading.tombstones (user_id, series_id, deleted_at, version)
values (tests.user('ada'), 1, now(), 1), (tests.user('bob'), 1, now(), 1);

select policies_are(
    'reading', 'tombstones',
    array[
        'select_user_own',
        'select_operators_all'
    ],
    'tombstones has exactly these policies'
);
select is(
    tests.grants_of('reading.tombstones'),
    array[
        'select to app_reader, authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.tombstones'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select results_eq(
    $$ select user_id from reading.tombstones $$, $$ values (tests.user('ada')) $$,
    'a reader sees own rows'
);
select throws_ok(
    $$ delete from reading.tombstones where true $$,
    '42501',
    null,
    'and changes nothing'
);
set local role anon;
select throws_ok(
    $$ select from reading.tombstones $$,
    '42501',
    null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
