-- Proves functions/core/jobs/cancel_job.sql.
begin;
select plan(7);

-- Given: leased jobs and one that waits.
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
insert into core.jobs (
    kind, status, run_at, max_attempts, enqueued_at, last_error, dedupe_key
)
values ('core.t_job', 'dead', now(), 3, now(), 'It broke.', 'dead');

set local role service_role;
select is(
    (
        select core.cancel_job(id, 'Not needed.') from core.jobs
where dedupe_key = 'three'
    ),
    'cancelled',
    'what does not run is cancelled at once'
);
select results_eq(
    $$ select outcome, error from core.finished_jobs $$,
    $$ values ('cancelled', 'Not needed.') $$,
    'and kept with the reason'
);
select is(
    (
        select core.cancel_job(j.id, 'Not needed.') from core.jobs as j
        where j.dedupe_key = 'dead'
    ),
    'cancelled',
    'so is a dead job'
);
select is(
    (
        select f.error from core.finished_jobs as f
        order by f.id desc
        limit 1
    ),
    e'Not needed.\nIt broke.',
    'which keeps what it died of'
);
select is(
    (select core.cancel_job(id) from held
where dedupe_key = 'one'), 'asked',
    'what runs is asked to stop'
);
select throws_ok(
    $$ select core.cancel_job(-1) $$,
    'PT404', 'core.unknown_job',
    'a job that is not there is refused'
);

select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.cancel_job(1) $$) ->> 'key', 'core.not_permitted',
    'a user without app role admin is refused'
);

select * from finish();
rollback;
