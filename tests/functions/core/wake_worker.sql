-- Proves functions/core/wake_worker.sql.
begin;
select plan(1);

set local role app_worker;
do $do$
begin
    perform core.sleep_worker(md5('a')::uuid, null, 5);
end;
$do$;
do $do$ begin perform core.wake_worker(md5('a')::uuid); end $do$;
select is_empty('select from core.job_sleepers', 'nobody rings for who is awake');

select * from finish();
rollback;
