-- Proves functions/core/audit/log_access.sql.
begin;
select plan(5);

select tests.set_clock('2026-01-01 12:00+00');
select tests.login_as(tests.user('ada'));
select core.log_access('suppliers.supplier', '42', 'an audit', 'suppliers.supplier:42');
select throws_ok(
    $$ select * from core.access_log $$, '42501', null, 'a reader cannot read the log'
);
reset role;
select results_eq(
    $$ select logged_at, actor_id, role, thing, thing_id, reason,
           scope
       from core.access_log $$,
    $$ values (
        timestamptz '2026-01-01 12:00+00', tests.user('ada'), 'authenticated',
        'suppliers.supplier', '42', 'an audit', 'suppliers.supplier:42'
    ) $$,
    'an entry says when, who, what and why, and in whose list it is'
);
select set_config('request.method', 'GET', true);
set local transaction_read_only = on;
select throws_ok(
    $$ select core.log_access('suppliers.supplier', '42') $$, 'PT405', 'core.post_only',
    'what cannot be logged cannot be read'
);
select set_config('request.path', '/rpc/health', true);
select throws_ok(
    $$ select core.log_access('suppliers.supplier', '42') $$,
    'PT405', 'core.must_be_volatile',
    'and a stable RPC that logs is a mistake that no POST mends'
);
set local role anon;
select throws_ok(
    $$ select core.log_access('suppliers.supplier', '42') $$, '42501', null,
    'an anonymous caller logs nothing'
);

select * from finish();
rollback;
