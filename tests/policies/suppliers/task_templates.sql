-- Proves policies/suppliers/task_templates.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.task_templates', 'project');

select * from finish();
rollback;
