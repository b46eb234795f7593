-- Proves policies/suppliers/project_managers.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.project_managers', 'project_manager');

select * from finish();
rollback;
