-- Proves policies/commerce/ledger_readers.sql.j2.
begin;
select plan(5);

-- Given: the seeded readers.
select * from tests.is_read_by('commerce.ledger_readers', 'service_role, app_reader');

select * from finish();
rollback;
