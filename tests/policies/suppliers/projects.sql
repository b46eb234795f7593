-- Proves policies/suppliers/projects.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.projects', 'project');

select * from finish();
rollback;
