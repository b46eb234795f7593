-- Proves policies/suppliers/suppliers.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.suppliers', 'party');

select * from finish();
rollback;
