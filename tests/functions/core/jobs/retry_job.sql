-- Proves functions/core/jobs/retry_job.sql.
begin;
select plan(6);

-- Given: a dead job, a waiting one, a leased one.
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
    perform core.fail_job(id, token, 'x', p_is_permanent => dedupe_key = 'two') from held;
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'two'); end $do$;
set local role service_role;
select is(
    (select core.retry_job(id) from held
where dedupe_key = 'one'), 'waiting',
    'it says what the job was'
);
select is(
    (select status from core.jobs
where dedupe_key = 'one'), 'ready',
    'a waiting job need not wait any longer'
);
select throws_ok(
    $$ select core.retry_job(id) from held where dedupe_key = 'two' $$,
    'PT409', 'core.job_not_dead',
    'a dead job whose work another one does is refused'
);
reset role;
delete from core.jobs
where dedupe_key = 'two' and status = 'ready';
select is(
    (select core.retry_job(id) from held
where dedupe_key = 'two'), 'dead',
    'a dead job runs again'
);
select throws_ok(
    $$ select core.retry_job(-1) $$,
    'PT404', 'core.unknown_job',
    'a job that is not there is refused'
);

select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.retry_job(1) $$) ->> 'key', 'core.not_permitted',
    'a user without app role admin is refused'
);

select * from finish();
rollback;
