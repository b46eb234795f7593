-- Proves policies/core/jobs.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.jobs (kind, run_at, max_attempts, enqueued_at, dedupe_key)
values ('core.t_kind', now(), 1, now(), 't_job');

select * from tests.is_read_by('core.jobs', 'service_role, app_worker, app_reader');

select * from finish();
rollback;
