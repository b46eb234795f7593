-- Proves policies/core/job_queues.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.job_queues (name, description) values ('t_queue', 'One.');

select * from tests.is_read_by(
    'core.job_queues', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
