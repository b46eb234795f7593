-- Proves policies/core/job_kinds.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.job_kinds (kind, handler, description)
values ('core.t_kind', 'python', 'One.');

select * from tests.is_read_by(
    'core.job_kinds', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
