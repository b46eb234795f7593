-- Proves functions/core/requests/_idempotent_caller.sql.
begin;
select plan(8);

select is(
    core._idempotent_caller(), 'role:' || session_user,
    'the owner is known by its role'
);
grant execute on function
    core._idempotent_caller(), core._acting_role(), core._token_subject()
to anon, authenticated, service_role;
set local role service_role;
select is(core._idempotent_caller(), 'role:service_role', 'a server by its role');
set local role anon;
select throws_ok(
    $$ select core._idempotent_caller() $$, 'PT422', 'core.invalid_argument',
    'an anonymous caller has no keys'
);
set local role authenticated;
select throws_ok(
    $$ select core._idempotent_caller() $$, 'PT422', 'core.invalid_argument',
    'nor has a token without a subject'
);
select tests.login_as(tests.user('ada'));
select is(
    core._idempotent_caller(), 'sub:' || tests.user('ada'), 'a user is known by its id'
);
select set_config('request.jwt.claims', '{"sub": "auth0|7"}', true);
select is(
    core._idempotent_caller(), 'sub:auth0|7', 'or by another subject, as it is spelt'
);
select set_config('request.jwt.claims', '{"sub": "service_role"}', true);
select is(
    core._idempotent_caller(), 'sub:service_role', 'a subject is never taken for a role'
);
select set_config('request.jwt.claims', '{"sub": "auth0|7"}', true);
set local role service_role;
select is(core._idempotent_caller(), 'sub:auth0|7', 'a server may act for a subject');

select * from finish();
rollback;
