-- Proves policies/suppliers/task_statuses.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by(
    'suppliers.task_statuses', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
