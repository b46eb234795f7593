-- Proves functions/core/jobs/list_jobs.sql.
begin;
select plan(4);

-- Given: jobs of every status.
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
    perform core.complete_jobs(array[id], array[token]) from held where dedupe_key = 'one';
end;
$do$;
set local role app_reader;
select results_eq(
    $$ select status from core.list_jobs() $$,
    $$ values ('waiting: concurrency_key'), ('running') $$,
    'unfinished jobs, the newest first'
);
select results_eq(
    $$ select count(*) from core.list_jobs('running') $$,
    'values (1::bigint)',
    'of one status'
);
select results_eq(
    $$ select status from core.list_jobs('finished', 'default', 'core.t_job') $$,
    $$ values ('succeeded') $$, 'finished ones too'
);
select is_empty(
    $$ select from core.list_jobs(p_kind => 'core.other') $$, 'of one kind'
);

select * from finish();
rollback;
