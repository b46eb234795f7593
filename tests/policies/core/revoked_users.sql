-- Proves policies/core/revoked_users.sql.
begin;
select plan(5);

select policies_are(
    'core', 'revoked_users', array['select_operator_all'],
    'revoked_users has exactly this policy'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.revoked_users $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.revoked_users $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.revoked_users $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.revoked_users where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
