-- Proves policies/reading/progress_versions.sql.
begin;
select plan(6);

-- Given: two readers.
insert into reading.progress_versions (user_id)
values (tests.user('ada')), (tests.user('bob'));

select policies_are(
    'reading', 'progress_versions',
    array[
        'select_user_own',
        'select_operators_all'
    ],
    'progress_versions has exactly these policies'
);
select is(
    tests.grants_of('reading.progress_versions'),
    array[
        'select to app_reader, authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.progress_versions'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select results_eq(
    $$ select user_id from reading.progress_versions $$,
    $$ values (tests.user('ada')) $$,
    'a reader sees own rows'
);
select throws_ok(
    $$ delete from reading.progress_versions where true $$,
    '42501', null, 'and changes nothing'
);
set local role anon;
select throws_ok(
    $$ select from reading.progress_versions $$,
    '42501', null, 'an anonymous caller is refused'
);

select * from finish();
rollback;
