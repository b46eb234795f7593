-- Proves functions/core/jobs/forget_worker.sql.
begin;
select plan(1);

set local role app_worker;
do $do$
begin
    perform core.record_worker(md5('a')::uuid, 'h', 1);
    perform core.record_worker(md5('b')::uuid, 'h', 2);
    perform core.forget_worker(md5('a')::uuid);
end;
$do$;
select results_eq(
    'select pid from core.workers', 'values (2)', 'a worker that stops is forgotten'
);

select * from finish();
rollback;
