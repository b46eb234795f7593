-- Proves policies/suppliers/supplier_capabilities.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.supplier_capabilities', 'party');

select * from finish();
rollback;
