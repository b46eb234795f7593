-- Proves functions/core/jobs/unregister_idle_worker.sql.
begin;
select plan(1);

set local role app_worker;
do $do$
begin
    perform core.register_idle_worker(md5('a')::uuid, null, 5);
end;
$do$;
do $do$ begin perform core.unregister_idle_worker(md5('a')::uuid); end $do$;
select is_empty('select from core.idle_workers', 'a busy worker is not notified');

select * from finish();
rollback;
