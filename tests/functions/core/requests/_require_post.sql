-- Proves functions/core/requests/_require_post.sql.
begin;
select plan(8);

select lives_ok(
    $$ select core._require_post('x') $$, 'a transaction that may write is let pass'
);
set local transaction_read_only = on;
select set_config('request.method', 'GET', true);
select set_config('request.path', '/rpc/revoke_token', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.post_only', 'a GET is refused'
);
select set_config('request.method', 'HEAD', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.post_only', 'and a HEAD'
);
select is(
    tests.refusal('select core._require_post(repeat(''x'', 1000))') ->> 'hint',
    'Send it as a POST.',
    'which a POST mends'
);
select set_config('request.path', '/rpc/%6Cist_webhooks', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.must_be_volatile',
    'a POST does not mend a stable RPC: its maker does'
);
select set_config('request.method', 'POST', true);
select set_config('request.path', '', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.must_be_volatile',
    'so a POST that PostgREST made read-only is not sent to a POST'
);
select is(
    tests.refusal('select core._require_post(''x'')') ->> 'hint',
    'Make the RPC volatile, or remove it from core.rate_limits.rpcs and '
    'core.access_log.rpcs.',
    'with the remedy as the hint'
);
select cmp_ok(
    length(
        tests.refusal('select core._require_post(repeat(''x'', 1000))') ->> 'detail'
    ),
    '<', 200,
    'and what is repeated is cut'
);

select * from finish();
rollback;
