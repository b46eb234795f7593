-- Proves functions/core/jobs/next_job_at.sql.
begin;
select plan(6);

-- Given: an empty queue.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

select tests.set_clock('2027-05-01 12:00:00+00');
set local role app_worker;
select is(core.next_job_at(), null, 'nothing waits');
do $do$
begin
    perform core.enqueue('core.t_job', p_run_at => core.now() + interval '1 h');
end;
$do$;
select is(core.next_job_at(), core.now() + interval '1 h', 'until a job is due');
do $do$ begin perform core.enqueue('core.t_job'); end $do$;
select is(core.next_job_at(), core.now(), 'now when one is ready');
select is(
    core.next_job_at('{maintenance}'), core.now() + interval '1 h',
    'another queue''s ready job is not ours'
);
do $do$
begin
    perform count(*) from core.claim_jobs(md5('a')::uuid, null, 1, '1 min');
end;
$do$;
select is(
    core.next_job_at(), core.now() + interval '1 min', 'or until a lease is over'
);
reset role;
do $do$ begin perform core.pause_queue('default'); end $do$;
select is(
    core.next_job_at(),
    core.now() + interval '1 h',
    'a paused queue has nothing to look for'
);

select * from finish();
rollback;
