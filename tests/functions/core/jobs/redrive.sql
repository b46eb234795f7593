-- Proves functions/core/jobs/redrive.sql.
begin;
select plan(5);

-- Given: dead jobs, one whose key another job has by now.
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
    perform core.fail_job(id, token, 'x', p_is_permanent => true) from held;
end;
$do$;
do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'two'); end $do$;
set local role service_role;
select results_eq(
    $$ select core.redrive(p_kind => 'core.t_job') $$,
    $$ select id from held where dedupe_key = 'one' $$,
    'dead jobs of a kind are ready again, unless their key is taken'
);
select results_eq(
    $$ select status, attempts, died_at from core.jobs where dedupe_key = 'one' $$,
    $$ values ('ready', 0, null::timestamptz) $$,
    'with all their attempts'
);
select is_empty(
    $$ select core.redrive(array(select id from held where dedupe_key = 'one')) $$,
    'what is not dead is left alone'
);
select throws_ok(
    $$ select core.redrive() $$,
    'PT422', 'core.invalid_argument',
    'everything at once is refused'
);
set local role app_worker;
select is(
    (
        select dedupe_key
        from core.claim_jobs(md5('a')::uuid, null, 1)
    ),
    'one', 'and can be claimed'
);

select * from finish();
rollback;
