-- Proves policies/master/categories.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

select policies_are(
    'master', 'categories', array['select_readers_all'],
    'categories has exactly this policy'
);
select is(
    tests.grants_of('master.categories'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('master.categories'),
    array['select all to app_reader, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select tests.login_as(tests.user('ada'));
select isnt_empty(
    $$ select * from master.categories $$,
    'a signed-in user sees every row'
);
select throws_ok(
    $$ delete from master.categories where true $$,
    '42501', null,
    'a signed-in user cannot write'
);

set local role app_reader;
select isnt_empty(
    $$ select * from master.categories $$,
    'monitoring sees every row'
);

set local role anon;
select throws_ok(
    $$ select * from master.categories $$,
    '42501', null,
    'an anonymous caller is refused'
);

select * from finish();
rollback;
