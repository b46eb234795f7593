-- Proves policies/suppliers/task_instances.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.task_instances', 'task');

select * from finish();
rollback;
