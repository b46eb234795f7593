-- Proves functions/core/jobs/claim_jobs.sql.
begin;
select plan(19);

-- Given: jobs of two priorities, one for later.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

select tests.set_clock('2027-05-01 12:00:00+00');
insert into core.jobs (kind, run_at, priority, max_attempts, enqueued_at, dedupe_key)
values
    ('core.t_job', core.now(), 0, 2, core.now(), 'low'),
    ('core.t_job', core.now(), 5, 2, core.now(), 'high');
insert into core.jobs (
    kind, status, wait_reason, run_at, max_attempts, enqueued_at, dedupe_key
)
values (
    'core.t_job',
    'waiting',
    'scheduled',
    core.now() + interval '1 h',
    2,
    core.now(),
    'later'
);

set local role app_worker;
select is_empty(
    $$ select * from core.claim_jobs(md5('a')::uuid, '{maintenance}', 9) $$,
    'jobs of other queues are not claimed'
);
select is_empty(
    $$ select * from core.claim_jobs(
           md5('a')::uuid, null, 9, '1 min', '{core.other}'
       ) $$,
    'nor are kinds that the worker does not know'
);
select results_eq(
    $$ select dedupe_key, token, attempts, leased_by, lease_expires_at
       from core.claim_jobs(md5('a')::uuid, null, 1, '1 min') $$,
    $$ values (
        'high', 1::bigint, 1, md5('a')::uuid, core.now() + interval '1 min'
    ) $$,
    'the higher priority first, under a lease with a token'
);
select results_eq(
    $$ select dedupe_key from core.claim_jobs(md5('b')::uuid, null, 9) $$,
    $$ values ('low') $$,
    'what another worker has and what waits is not claimed'
);
select is_empty(
    $$ select * from core.claim_jobs(md5('b')::uuid, null, 9) $$,
    'then there is nothing'
);

-- When: the leases run out.
reset role;
select tests.set_clock('2027-05-01 12:02:00+00');
set local role app_worker;
select results_eq(
    $$ select dedupe_key, token, attempts, leased_by
       from core.claim_jobs(md5('b')::uuid, null, 1) $$,
    $$ values ('high', 2::bigint, 2, md5('b')::uuid) $$,
    'claim takes an expired job, under a new token'
);
select is(
    (select count(*) from core.complete_jobs(
        array(select id from core.jobs
where dedupe_key = 'high'), '{1}'
    )), 0::bigint,
    'the worker that lost the lease cannot complete it'
);

-- When: the last attempt's lease runs out too, and the waiting job is due.
reset role;
select tests.set_clock('2027-05-01 14:00:00+00');
set local role app_worker;
select results_eq(
    $$ select dedupe_key from core.claim_jobs(md5('a')::uuid, null, 9) order by 1 $$,
    $$ values ('later'), ('low') $$,
    'a job without attempts left is not claimed; one whose time has come is'
);
select results_eq(
    $$ select status, died_at is not null from core.jobs where dedupe_key = 'high' $$,
    $$ values ('dead', true) $$,
    'it is dead'
);
select is(
    (select count(*) from core.events
where type = 'core.job.died'), 1::bigint,
    'and that is an event'
);

-- When: a queue is paused.
reset role;
delete from core.jobs
where true;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'paused'); end $do$;
do $do$
begin
    perform core.pause_queue('default', core.now() + interval '1 h');
end;
$do$;
set local role app_worker;
select is_empty(
    $$ select * from core.claim_jobs(md5('a')::uuid, null, 9) $$,
    'nothing is claimed from a paused queue'
);
reset role;
do $do$ begin perform core.pause_queue('default', null); end $do$;

-- When: three jobs share a key of which one may run.
delete from core.jobs
where true;
do $do$
begin
    perform core.enqueue('core.t_job', p_concurrency_key => 'k', p_dedupe_key => 'k' || n)
from generate_series(1, 3) as n;
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'free'); end $do$;
set local role app_worker;
select results_eq(
    $$ select dedupe_key from core.claim_jobs(md5('a')::uuid, null, 2) order by 1 $$,
    $$ values ('free'), ('k1') $$,
    'one job of a key runs; the blocked ones give their place to others'
);
select results_eq(
    $$ select status, wait_reason from core.jobs where dedupe_key in ('k2', 'k3') $$,
    $$ values ('waiting', 'concurrency_key'), ('waiting', 'concurrency_key') $$,
    'the others wait for the key'
);
do $do$
begin
    perform core.complete_jobs(array(select id from core.jobs where dedupe_key = 'k1'), '{1}');
end;
$do$;
select results_eq(
    $$ select dedupe_key from core.claim_jobs(md5('a')::uuid, null, 9) order by 1 $$,
    $$ values ('k2') $$,
    'when it ends, the next one runs'
);

-- When: a lease of a cancelled job runs out.
do $do$
begin
    perform core.cancel_job(id, 'enough') from core.jobs where dedupe_key = 'k2';
end;
$do$;
reset role;
select tests.set_clock('2027-05-01 15:00:00+00');
set local role app_worker;
do $do$
begin
    perform count(*) from core.claim_jobs(md5('b')::uuid, null, 9);
end;
$do$;
select is(
    (select outcome from core.finished_jobs
order by finished_at desc, id desc limit 1),
    'cancelled',
    'a cancelled job whose worker is gone is not run again'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.claim_jobs(md5('a')::uuid) $$,
    '42501', null,
    'only a worker claims'
);

reset role;
select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.claim_jobs(md5('a')::uuid, null, -1) $$),
    ($$ select core.claim_jobs(md5('a')::uuid, null, null) $$),
    ($$ select core.claim_jobs(md5('a')::uuid, null, 1, '178000000 years') $$)
) as t (call);

select * from finish();
rollback;
