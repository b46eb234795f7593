-- Proves functions/core/jobs/_dead_letter_jobs.sql.
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
    perform core._dead_letter_jobs(
    array(select id from held where dedupe_key = 'two'), 'Why.', core.now()
);
end;
$do$;
select results_eq(
    $$ select status, last_error, leased_by from core.jobs where dedupe_key = 'two' $$,
    $$ values ('dead', 'Why.', null::uuid) $$, 'the job is in the dead letter'
);
select is(
    (select status from core.jobs
where dedupe_key = 'three'),
    'ready',
    'its key is free'
);

select * from finish();
rollback;
