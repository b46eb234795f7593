-- Proves functions/core/jobs/register_idle_worker.sql.
begin;
select plan(3);

-- Given: an idle worker that was killed long ago.
insert into core.idle_workers (worker, signals, expires_at)
values (md5('b')::uuid, '{default}', now() - interval '1 s');
set local role app_worker;
do $do$
begin
    perform core.register_idle_worker(md5('a')::uuid, null, 5);
end;
$do$;
select results_eq(
    $$ select worker, signals @> '{default,maintenance}' from core.idle_workers $$,
    $$ values (md5('a')::uuid, true) $$,
    'a worker registers for every queue; expired rows are deleted'
);
do $do$
begin
    perform core.register_idle_worker(md5('a')::uuid, '{@events}', 5);
end;
$do$;
select results_eq(
    $$ select signals from core.idle_workers $$,
    $$ values ('{@events}'::text[]) $$,
    'its last word counts'
);
select ok(
    (select expires_at between clock_timestamp() and clock_timestamp() + interval '5 s'
     from core.idle_workers),
    'for as long as it said, in real time'
);

select * from finish();
rollback;
