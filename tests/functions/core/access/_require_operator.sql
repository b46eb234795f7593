-- Proves functions/core/access/_require_operator.sql.
begin;
select plan(5);

select lives_ok($$ select core._require_operator() $$, 'the owner passes');
set local role service_role;
select lives_ok($$ select core._require_operator() $$, 'the service role passes');
set local role app_reader;
select lives_ok($$ select core._require_operator() $$, 'monitoring passes');
select tests.login_as(tests.user('ada'), 'admin');
select lives_ok($$ select core._require_operator() $$, 'an admin passes');
select tests.login_as(tests.user('ada'), 'analyst');
select throws_ok(
    $$ select core._require_operator() $$,
    'PT403', 'core.not_permitted',
    'any other user is refused'
);

select * from finish();
rollback;
