-- Proves functions/core/_log_request.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
