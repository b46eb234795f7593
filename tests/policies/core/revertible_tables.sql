-- Proves policies/core/revertible_tables.sql.
begin;
select plan(7);

select policies_are(
    'core', 'revertible_tables', array['select_operator_all'],
    'revertible_tables has exactly this policy'
);
select is(
    tests.grants_of('core.revertible_tables'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.revertible_tables'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.revertible_tables $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.revertible_tables $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.revertible_tables $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.revertible_tables where true $$,
    '42501', null,
    'the service role cannot write it: the owner does'
);

select * from finish();
rollback;
