-- Proves functions/core/audit/_log_request.sql.
begin;
select plan(4);

update core.settings set value = '["secrets"]'
where name = 'core.access_log.rpcs';
select set_config('request.path', '/rpc/others', true);
select core._log_request();
select set_config('request.path', '/secrets', true);
select core._log_request();
select is_empty($$ select from core.access_log $$, 'what is not guarded is not logged');
select set_config('request.path', '/rpc/secrets', true);
select core._log_request();
select results_eq(
    $$ select thing from core.access_log $$, $$ values ('rpc:secrets') $$,
    'a guarded RPC is'
);
select set_config('request.path', '/rpc/%73ecrets', true);
select core._log_request();
select results_eq(
    $$ select thing, count(*) from core.access_log group by thing $$,
    $$ values ('rpc:secrets', 2::bigint) $$,
    'however its path is spelt'
);
set local transaction_read_only = on;
select set_config('request.method', 'POST', true);
select throws_ok(
    $$ select core._log_request() $$, 'PT405', 'core.must_be_volatile',
    'and what cannot be logged is refused'
);

select * from finish();
rollback;
