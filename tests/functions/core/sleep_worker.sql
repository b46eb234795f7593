-- Proves functions/core/sleep_worker.sql.
begin;
select plan(3);

-- Given: a sleeper that was killed long ago.
insert into core.job_sleepers (worker, bells, expires_at)
values (md5('b')::uuid, '{default}', now() - interval '1 s');
set local role app_worker;
do $do$
begin
    perform core.sleep_worker(md5('a')::uuid, null, 5);
end;
$do$;
select results_eq(
    $$ select worker, bells @> '{default,maintenance}' from core.job_sleepers $$,
    $$ values (md5('a')::uuid, true) $$,
    'a worker sleeps for every queue; the dead are forgotten'
);
do $do$
begin
    perform core.sleep_worker(md5('a')::uuid, '{@events}', 5);
end;
$do$;
select results_eq(
    $$ select bells from core.job_sleepers $$,
    $$ values ('{@events}'::text[]) $$,
    'its last word counts'
);
select ok(
    (select expires_at between clock_timestamp() and clock_timestamp() + interval '5 s'
     from core.job_sleepers),
    'for as long as it said, in real time'
);

select * from finish();
rollback;
