-- Proves functions/core/jobs/_finish_jobs.sql.
begin;
select plan(2);

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
    perform core._finish_jobs(
    array(select id from held where dedupe_key = 'two'), 'cancelled', core.now()
);
end;
$do$;
select results_eq(
    'select outcome, worker from core.finished_jobs',
    $$ values ('cancelled', md5('a')::uuid) $$,
    'the job is kept as it ended'
);
select is(
    (select status from core.jobs
where dedupe_key = 'three'),
    'ready',
    'its key is free'
);

select * from finish();
rollback;
