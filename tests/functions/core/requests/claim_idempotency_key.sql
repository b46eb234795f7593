-- Proves functions/core/requests/claim_idempotency_key.sql.
begin;
select plan(17);

select tests.set_clock('2026-01-01 12:00+00');
select tests.login_as(tests.user('ada'));

select is(
    core.claim_idempotency_key('t.f', null, '{}'), null, 'without a key everybody acts'
);
select is(
    core.claim_idempotency_key('t.f', 'k', '{"a": 1, "b": 2}'), null,
    'the first call with a key acts'
);
select throws_ok(
    $$ select core.claim_idempotency_key('t.f', 'k', '{"a": 1, "b": 2}') $$,
    'PT409', 'core.idempotency_key_in_use',
    'a call inside that call does not act again'
);
select is(
    core.store_idempotent_answer('t.f', 'k', '{"id": 7}'),
    '{"id": 7}'::jsonb, 'its answer is kept'
);
select is(
    core.claim_idempotency_key('t.f', 'k', '{"b": 2, "a": 1}'), '{"id": 7}'::jsonb,
    'the same request gets the same answer, in whatever order its fields come'
);
select throws_ok(
    $$ select core.claim_idempotency_key('t.f', 'k', '{"a": 2, "b": 2}') $$,
    'PT422', 'core.idempotency_key_reused',
    'another request with the same key is refused'
);
select is(
    core.claim_idempotency_key('t.g', 'k', '{"a": 2}'), null,
    'a key is of one function only'
);
select tests.login_as(tests.user('bob'));
select is(
    core.claim_idempotency_key('t.f', 'k', '{"a": 2}'), null, 'and of one user only'
);
select throws_ok(
    $$ select core.claim_idempotency_key('t.f', '', '{}') $$,
    'PT422', 'core.invalid_argument', 'an empty key is no key'
);
-- Two subjects that are not UUIDs.
select set_config('request.jwt.claims', '{"sub": "auth0|1"}', true);
do $do$
begin
    perform core.claim_idempotency_key('t.f', 'o', '{}');
    perform core.store_idempotent_answer('t.f', 'o', '"mine"');
end;
$do$;
select set_config('request.jwt.claims', '{"sub": "auth0|2"}', true);
select is(
    core.claim_idempotency_key('t.f', 'o', '{}'), null,
    'also when no subject is a UUID'
);
select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select is(
    core.claim_idempotency_key('t.f', null, '{}'), null,
    'nor does a caller without a subject need a key'
);
select throws_ok(
    $$ select core.claim_idempotency_key('t.f', 'o', '{}') $$,
    'PT422', 'core.invalid_argument', 'without a subject there is no key'
);
reset role;
select tests.set_clock('2026-01-02 12:00+00');
select tests.login_as(tests.user('ada'));
select is(
    core.claim_idempotency_key('t.f', 'k', '{"a": 2, "b": 2}'), null,
    'after a day a key is new'
);
set local role anon;
select throws_ok(
    $$ select core.claim_idempotency_key('t.f', 'k', '{}') $$, '42501', null,
    'an anonymous caller has no keys'
);

reset role;
select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.claim_idempotency_key(repeat('x', 9000), 'k', '{}') $$),
    ($$ select core.claim_idempotency_key(null, 'k', '{}') $$),
    ($$ select core.claim_idempotency_key('t.f', 'k', null) $$)
) as t (call);

select * from finish();
rollback;
