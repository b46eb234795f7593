-- Proves policies/commerce/sync_policies.sql.j2.
begin;
select plan(5);

-- Given: the seeded policies.
select * from tests.is_read_by('commerce.sync_policies', 'service_role, app_reader');

select * from finish();
rollback;
