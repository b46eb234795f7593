-- Proves functions/core/jobs/fail_job.sql.
begin;
select plan(11);

-- Given: leased jobs.
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

set local role app_worker;
select is(
    (select core.fail_job(id, token, 'Boom.') from held
where dedupe_key = 'one'),
    'waiting',
    'a failed attempt waits to be tried again'
);
select results_eq(
    $$ select wait_reason, last_error, leased_by, run_at > core.now() + interval '4 s'
       from core.jobs where dedupe_key = 'one' $$,
    $$ values ('retry', 'Boom.', null::uuid, true) $$,
    'with the error, without the lease, after a backoff'
);
select throws_ok(
    $$ select core.fail_job(id, token, 'Boom.') from held where dedupe_key = 'one' $$,
    'PT409', 'core.lease_lost',
    'a worker without the lease cannot fail the job'
);
select is(
    (
        select core.fail_job(id, token, 'Never.', p_is_permanent => true)
        from held
where dedupe_key = 'two'
    ), 'dead',
    'a permanent failure is not tried again'
);
select results_eq(
    $$ select topic, entity_id, payload ->> 'error' from core.events
       where type = 'core.job.died' $$,
    $$ select 'core:job', id::text, 'Never.' from held where dedupe_key = 'two' $$,
    'a dead job is an event'
);
select is(
    (select status from core.jobs
where dedupe_key = 'three'), 'ready',
    'and frees its key'
);

-- When: the last attempt fails; a cancelled job fails; a service asks for time.
reset role;
insert into core.job_providers (name, per_second, burst, tokens)
values ('t_provider', 100, 100, 100);
delete from core.jobs
where true;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'last', p_max_attempts => 1);
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'cancelled'); end $do$;
update core.job_kinds set provider = 't_provider'
where kind = 'core.t_job';
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'throttled'); end $do$;
drop table held;
create temporary table held as
select *
from core.claim_jobs(md5('a')::uuid, null, 9);
grant select on held to public;
do $do$
begin
    perform core.cancel_job(id) from held where dedupe_key = 'cancelled';
end;
$do$;
set local role app_worker;
select is(
    (select core.fail_job(id, token, 'Boom.') from held
where dedupe_key = 'last'),
    'dead',
    'after the last attempt the job is dead'
);
select is(
    (select core.fail_job(id, token, 'Boom.') from held
where dedupe_key = 'cancelled'),
    'cancelled',
    'a job that was asked to stop is not tried again'
);
select is(
    (
        select core.fail_job(id, token, 'Slow down.', interval '1 min')
        from held
where dedupe_key = 'throttled'
    ), 'waiting',
    'a job waits as long as the service asked'
);
select is(
    (select paused_until_at from core.job_providers
where name = 't_provider'),
    core.now() + interval '1 min',
    'and so does every job of that provider'
);

reset role;
update core.job_providers set paused_until_at = null
where true;
select core.enqueue('core.t_job', p_dedupe_key => 'told')::text;
create temporary table told as
select * from core.claim_jobs(md5('a')::uuid, null, 9) as j
where j.dedupe_key = 'told';
select core.fail_job(j.id, j.token, 'Boom.', p_traceback => repeat('x', 9000) || 'end')
from told as j;
select is(
    (
        select j.last_traceback
        from core.jobs as j
        where j.dedupe_key = 'told'
    ),
    repeat('x', 7997) || 'end', 'the end of a traceback is kept'
);

select * from finish();
rollback;
