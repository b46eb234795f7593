-- Proves policies/suppliers/certificates.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.certificates', 'party');

select * from finish();
rollback;
