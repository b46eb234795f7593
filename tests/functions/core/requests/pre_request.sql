-- Proves functions/core/requests/pre_request.sql.
begin;
select plan(8);

-- Given: Ada's tokens are revoked; an RPC is guarded.
insert into core.revoked_users (user_id, issued_until_at) values (
    tests.user('ada'), now()
);
update core.settings set value = '["secrets"]'
where name = 'core.access_log.rpcs';
select set_config('request.path', '/rpc/secrets', true);
select set_config('request.headers', '{"x-forwarded-for": "203.0.113.9"}', true);

set local role anon;
select lives_ok($$ select core.pre_request() $$, 'an anonymous caller passes');
reset role;
select results_eq(
    $$ select role, address, thing from core.access_log $$,
    $$ values ('anon', '203.0.113.9', 'rpc:secrets') $$,
    'a call of a guarded RPC is logged'
);
select results_eq(
    $$ select key from core.rate_limits $$,
    $$ values ('role:anon:203.0.113.9') $$,
    'and counted'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.pre_request() $$, 'PT401', 'core.token_revoked',
    'a revoked token stays outside'
);
select tests.login_as(tests.user('bob'));
select lives_ok($$ select core.pre_request() $$, 'another user may come in');

set local transaction_read_only = on;
select set_config('request.method', 'GET', true);
select throws_ok(
    $$ select core.pre_request() $$, 'PT405', 'core.post_only',
    'a GET of a guarded RPC is refused: it could not be logged'
);
select set_config('request.path', '/rpc/secre%74s', true);
select throws_ok(
    $$ select core.pre_request() $$, 'PT405', 'core.post_only', 'however it is spelt'
);
select set_config('request.path', '/rpc/list_dimensions', true);
select lives_ok($$ select core.pre_request() $$, 'any other GET passes');

select * from finish();
rollback;
