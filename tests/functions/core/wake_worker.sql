-- Proves functions/core/wake_worker.sql.
begin;
select plan(1);

set local role app_worker;
do $do$
begin
    perform core.sleep_worker('00000000-0000-0000-0000-00000000000a', null, 5);
end;
$do$;
do $do$ begin perform core.wake_worker('00000000-0000-0000-0000-00000000000a'); end $do$;
select is_empty('select from core.job_sleepers', 'nobody rings for who is awake');

select * from finish();
rollback;
