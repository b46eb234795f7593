-- Proves policies/reading/progress_policies.sql.j2.
begin;
select plan(10);

-- Given: two readers chose.
insert into reading.progress_policies (user_id, series_id, policy)
values (tests.user('ada'), 1, 'furthest'), (tests.user('bob'), 1, 'furthest');

select policies_are(
    'reading', 'progress_policies',
    array[
        'select_user_own',
        'insert_user_own',
        'update_user_own',
        'select_operators_all'
    ],
    'progress_policies has exactly these policies'
);
select is(
    tests.grants_of('reading.progress_policies'),
    array[
        'insert (policy, series_id, user_id) to authenticated',
        'select to app_reader, authenticated, service_role',
        'update (policy) to authenticated'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'));
reset role;
select is(
    tests.reach_of('reading.progress_policies'),
    array[
        'select 1 of 2 to authenticated',
        'select all to app_reader, service_role',
        'update 1 of 2 to authenticated'
    ],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select lives_ok(
    $$ insert into reading.progress_policies (user_id, series_id, policy)
       values (tests.user('ada'), 2, 'lww') $$,
    'a reader chooses an own policy'
);
select throws_ok(
    $$ insert into reading.progress_policies (user_id, series_id, policy)
       values (tests.user('bob'), 2, 'lww') $$,
    '42501', null, 'and not for another reader'
);
select results_eq(
    $$ update reading.progress_policies set policy = 'lww' where series_id = 1
       returning user_id $$,
    $$ values (tests.user('ada')) $$, 'a reader changes an own choice'
);
reset role;
grant update (user_id) on reading.progress_policies to authenticated;
set local role authenticated;
select throws_ok(
    $$ update reading.progress_policies set user_id = tests.user('eve') where true $$,
    '42501',
    'new row violates row-level security policy for table "progress_policies"',
    'and could not give it to another, even with a grant on that column'
);
select lives_ok(
    $$ update reading.progress_policies set policy = 'furthest' where true $$,
    'and an update without a condition meets no other rows'
);

reset role;
grant usage on schema reading, core to tests_stranger;
grant execute on function core.actor_id() to tests_stranger;
grant insert (user_id, series_id, policy), update (policy) on reading.progress_policies
to tests_stranger;
set local role tests_stranger;
select throws_ok(
    $$ insert into reading.progress_policies (user_id, series_id, policy)
       values (tests.user('ada'), 3, 'lww') $$,
    '42501', 'new row violates row-level security policy for table "progress_policies"',
    'a role that is not named writes nothing, whatever it claims'
);
set local role anon;
select throws_ok(
    $$ select from reading.progress_policies $$,
    '42501',
    null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
