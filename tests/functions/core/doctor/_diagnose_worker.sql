-- Proves functions/core/doctor/_diagnose_worker.sql.
begin;
select plan(5);

select results_eq(
    'select code, severity, remedy from core._diagnose_worker()',
    $$ values ('worker_absent', 'error', 'rowhouse work') $$,
    'a missing worker is found'
);
select tests.set_clock('2026-01-01Z');
update core.job_kinds set handled_at = '2025-12-31 23:50Z'
where kind = (select min(k.kind) from core.job_kinds as k);
select is_empty(
    'select code from core._diagnose_worker()', 'one that has reported is not'
);
update core.job_kinds set handled_at = null
where handled_at is not null;
insert into core.idle_workers (worker, signals, expires_at)
values (gen_random_uuid(), '{}', clock_timestamp() + interval '1 minute');
select is_empty('select code from core._diagnose_worker()', 'nor is an idle one');

-- Given: a database with pg_cron.
delete from core.idle_workers
where true;
create schema if not exists cron;
create table cron.job (jobname text);
select results_eq(
    'select code, severity from core._diagnose_worker() order by code',
    $$ values ('cron_without_jobs', 'error'), ('worker_absent', 'warning') $$,
    'pg_cron without jobs of ours is found; with it a worker is not needed for all'
);
insert into cron.job (jobname) values ('rowhouse:work');
select results_eq(
    'select code from core._diagnose_worker()',
    $$ values ('worker_absent') $$, 'with its jobs it is not'
);

select * from finish();
rollback;
