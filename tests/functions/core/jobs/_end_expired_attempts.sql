-- Proves functions/core/jobs/_end_expired_attempts.sql.
begin;
select plan(1);

insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job') from generate_series(1, 2); end $do$;
update core.jobs set cancel_requested_at = now()
where id = (select min(id) from core.jobs);
do $do$
begin
    perform core._end_expired_attempts(array(select id from core.jobs), core.now());
end;
$do$;
select results_eq(
    $$ select status from core.jobs union all select outcome from core.finished_jobs $$,
    $$ values ('dead'), ('cancelled') $$,
    'cancelled when that was asked for, else dead'
);

select * from finish();
rollback;
