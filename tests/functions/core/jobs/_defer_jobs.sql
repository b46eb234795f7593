-- Proves functions/core/jobs/_defer_jobs.sql.
begin;
select plan(1);

insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job') from generate_series(1, 2); end $do$;
do $do$
begin
    perform core._defer_jobs(
    array(select id from core.jobs order by id), 'provider_rate', core.now(), 2
);
end;
$do$;
select results_eq(
    'select status, wait_reason, run_at - core.now() from core.jobs order by id',
    $$ values
        ('waiting', 'provider_rate', interval '0'),
        ('waiting', 'provider_rate', interval '2 s') $$,
    'jobs wait, one after the other'
);

select * from finish();
rollback;
