-- Proves policies/core/idempotency_keys.sql.
begin;
select plan(5);

select policies_are(
    'core', 'idempotency_keys', array['select_operator_all'],
    'idempotency_keys has exactly this policy'
);

set local role app_reader;
select lives_ok(
    $$ select * from core.idempotency_keys $$,
    'monitoring may read it'
);

set local role anon;
select throws_ok(
    $$ select * from core.idempotency_keys $$,
    '42501', null,
    'an anonymous caller is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.idempotency_keys $$,
    '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role service_role;
select throws_ok(
    $$ delete from core.idempotency_keys where true $$,
    '42501', null,
    'the service role cannot write it: functions do'
);

select * from finish();
rollback;
