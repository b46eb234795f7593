-- Proves functions/core/jobs/explain_job.sql.
begin;
select plan(12);

-- Given: one job of each state.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'one'); end $do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'two', p_concurrency_key => 'k');
end;
$do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'three', p_concurrency_key => 'k');
end;
$do$;
create temporary table held as
select *
from core.claim_jobs(md5('a')::uuid, null, 9);
grant select on held to public;

do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'later', p_run_at => core.now() + interval '1 h');
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'ready'); end $do$;
create function pg_temp.why(p_key text) returns text[]
language sql as $$
    select array_agg(w.rule) from core.jobs as j cross join core.explain_job(j.id) as w
    where j.dedupe_key = p_key
$$;

select is(pg_temp.why('one'), '{running}', 'a lease');
select
    is(
        pg_temp.why('three'), '{concurrency_key,concurrency_key}', 'a key that is taken'
    );
select is(pg_temp.why('later'), '{scheduled}', 'a time that has not come');
select
    is(
        pg_temp.why('ready'),
        '{ready,needs_worker}',
        'nothing but other jobs and a worker'
    );
select matches(
    (
        select w.detail from core.jobs as j cross join core.explain_job(j.id) as w
        where j.dedupe_key = 'ready' and w.rule = 'ready'
    ), '2 jobs of queue default are before it', 'and how many'
);
do $do$
begin
    perform core.fail_job(id, token, 'Boom.') from held where dedupe_key = 'one';
end;
$do$;
select is(pg_temp.why('one'), '{retry}', 'a failed attempt');
do $do$ begin perform core.cancel_job(id) from held where dedupe_key = 'two'; end $do$;
select is(pg_temp.why('two'), '{cancel_requested,running}', 'a wish to stop');
do $do$ begin perform core.pause_queue('default'); end $do$;
select is(
    pg_temp.why('ready'), '{queue_paused,ready,needs_worker}', 'a queue that rests'
);

-- When: limits of a provider stand in the way, a lease is over, a job is dead or done.
do $do$ begin perform core.pause_queue('default', null); end $do$;
delete from core.jobs
where true;
insert into core.job_providers (
    name, per_second, burst, tokens, paused_until_at, daily_budget, spent, spent_on
)
values (
    't_provider', 1, 1, 1, core.now() + interval '1 h', 5, 5,
    (core.now() at time zone 'UTC')::date
);
update core.job_kinds set provider = 't_provider'
where kind = 'core.t_job';
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'call'); end $do$;
select is(
    pg_temp.why('call'), '{provider_paused,provider_budget,ready,needs_worker}',
    'a provider that rests, or whose budget is spent'
);
update core.jobs set
    leased_by = md5('a')::uuid,
    lease_expires_at = core.now() - interval '1 s'
where true;
select is((pg_temp.why('call'))[1], 'lease_expired', 'a lease that is over');
update core.jobs
set status = 'dead', died_at = now(), leased_by = null, lease_expires_at = null
where true;
select is(pg_temp.why('call'), '{dead}', 'no attempt is left');
select throws_ok(
    $$ select core.explain_job(-1) $$,
    'PT404', 'core.unknown_job',
    'a job that is not there is refused'
);

select * from finish();
rollback;
