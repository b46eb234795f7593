-- Proves policies/master/categories.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select policies_are(
    'master', 'categories', array['select_readers_all'],
    'categories has exactly this policy'
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
