-- Proves policies/suppliers/supplier_projects.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.supplier_projects', 'task');

select * from finish();
rollback;
