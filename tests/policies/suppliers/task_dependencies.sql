-- Proves policies/suppliers/task_dependencies.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.task_dependencies', 'project');

select * from finish();
rollback;
