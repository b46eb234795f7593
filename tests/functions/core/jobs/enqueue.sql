-- Proves functions/core/jobs/enqueue.sql.
begin;
select plan(15);

-- Given: a kind of job.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

set local role app_worker;
do $do$
begin
    perform core.enqueue('core.t_job', '{"a": 1}', p_dedupe_key => 'now');
end;
$do$;
do $do$
begin
    perform core.enqueue(
    'core.t_job', p_dedupe_key => 'later', p_run_at => core.now() + interval '1 h'
);
end;
$do$;
select results_eq(
    $$ select status, queue, attempts, max_attempts, is_limited from core.jobs
       where dedupe_key = 'now' $$,
    $$ values ('ready', 'default', 0, 3, false) $$,
    'a job is ready at once, with the kind''s number of attempts'
);
select results_eq(
    $$ select status, wait_reason from core.jobs where dedupe_key = 'later' $$,
    $$ values ('waiting', 'scheduled') $$,
    'a job for later waits'
);
select is(
    core.enqueue('core.t_job', p_dedupe_key => 'once'),
    core.enqueue('core.t_job', p_dedupe_key => 'once'),
    'with a dedupe key, the unfinished job that has it is the answer'
);
select is(
    (select count(*) from core.jobs
where dedupe_key = 'once'), 1::bigint,
    'and nothing is added'
);
do $do$
begin
    perform core.enqueue('core.t_job', p_concurrency_key => 'k', p_max_attempts => 7);
end;
$do$;
select ok(
    (select is_limited and max_attempts = 7 from core.jobs
where concurrency_key = 'k'),
    'a concurrency key makes claim ask before it starts the job'
);
select throws_ok(
    $$ select core.enqueue('core.unheard_of') $$,
    'PT422', 'core.unknown_job_kind',
    'an unknown kind is refused'
);
select throws_ok(
    $$ select core.enqueue('core.t_job', p_queue => 'nowhere') $$,
    'PT422', 'core.unknown_queue',
    'an unknown queue is refused'
);
select throws_ok(
    $$ select core.enqueue('core.t_job', p_max_attempts => 0) $$,
    'PT422', 'core.invalid_argument',
    'a job that may never be tried is refused'
);

-- When: a dead job has the key.
reset role;
update core.jobs set status = 'dead', died_at = now()
where dedupe_key = 'once';
select isnt(
    core.enqueue('core.t_job', p_dedupe_key => 'once'),
    (select id from core.jobs
where dedupe_key = 'once' and status = 'dead'),
    'a dead job does not stand in the way of a new one'
);

do $do$
begin
    perform set_config(
    'request.headers',
    '{"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}', true
);
end;
$do$;
do $do$
begin
    perform set_config('request.jwt.claims', jsonb_build_object('sub', tests.user('ada'))::text, true);
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'traced'); end $do$;
select results_eq(
    $$ select actor, traceparent from core.jobs where dedupe_key = 'traced' $$,
    $$ values (
        tests.user('ada'), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    ) $$,
    'who asked, and in which trace, goes with the job'
);

select tests.set_clock('2027-05-01 12:00:00+00');
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'timed'); end $do$;
select is(
    (select enqueued_at from core.jobs
where dedupe_key = 'timed'),
    '2027-05-01 12:00:00+00'::timestamptz,
    'time is the test clock''s'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.enqueue('core.t_job') $$,
    '42501', null,
    'a signed-in user enqueues only through what a module offers'
);

reset role;
select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.enqueue('core.t_job', p_run_at => 'infinity') $$),
    ($$ select core.enqueue('core.t_job', p_run_at => '-infinity') $$),
    ($$ select core.enqueue('core.t_job', p_dedupe_key => repeat('x', 1001)) $$)
) as t (call);

select * from finish();
rollback;
