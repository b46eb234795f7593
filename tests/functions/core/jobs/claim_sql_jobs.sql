-- Proves functions/core/jobs/claim_sql_jobs.sql.
begin;
select plan(2);

-- Given: a Python job and a SQL job.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job'); end $do$;
do $do$
begin
    perform core.enqueue('core.maintain_partitions', p_queue => 'maintenance');
end;
$do$;
set local role app_worker;
select results_eq(
    $$ select ids, tokens from core.claim_sql_jobs(md5('a')::uuid) $$,
    $$ select array[id], array[1::bigint] from core.jobs
       where kind = 'core.maintain_partitions' $$,
    'SQL jobs come as ids with their tokens'
);
select results_eq(
    $$ select ids, tokens from core.claim_sql_jobs(md5('a')::uuid) $$,
    $$ values ('{}'::bigint[], '{}'::bigint[]) $$,
    'then empty'
);

select * from finish();
rollback;
