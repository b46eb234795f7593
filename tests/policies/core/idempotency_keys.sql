-- Proves policies/core/idempotency_keys.sql.
begin;
select plan(7);

-- Given: one key.
insert into core.idempotency_keys (
    scope, caller, key, request_sha256, created_at, expires_at
)
values ('core.t_call', 'anon', 'k', '', now(), now());

select policies_are(
    'core', 'idempotency_keys', array['select_operator_all'],
    'idempotency_keys has exactly this policy'
);
select is(
    tests.grants_of('core.idempotency_keys'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.idempotency_keys'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
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
