-- Proves policies/suppliers/contacts.sql.j2.
begin;
select plan(5);

select * from tests.is_cut('suppliers.contacts', 'party');

select * from finish();
rollback;
