-- Proves functions/core/jobs/_promote_jobs.sql.
begin;
select plan(1);

insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$
begin
    perform core.enqueue('core.t_job', p_run_at => core.now() + interval '1 h' * n)
from generate_series(1, 2) as n;
end;
$do$;
do $do$ begin perform core._promote_jobs(core.now() + interval '90 min'); end $do$;
select results_eq(
    'select status, wait_reason from core.jobs order by id',
    $$ values ('ready', null), ('waiting', 'scheduled') $$,
    'what has waited long enough is ready'
);

select * from finish();
rollback;
