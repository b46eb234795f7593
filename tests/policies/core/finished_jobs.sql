-- Proves policies/core/finished_jobs.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.finished_jobs (
    id, kind, queue, outcome, payload, attempts, enqueued_at, finished_at
)
values (-1, 'core.t_kind', 'default', 'succeeded', '{}', 1, now(), now());

select * from tests.is_read_by(
    'core.finished_jobs', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
