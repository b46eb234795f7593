-- Proves policies/suppliers/supplier_users.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.supplier_users', 'supplier_user');

select * from finish();
rollback;
