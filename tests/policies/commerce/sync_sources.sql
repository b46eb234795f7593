-- Proves policies/commerce/sync_sources.sql.j2.
begin;
select plan(5);

-- Given: the seeded sources.
select * from tests.is_read_by('commerce.sync_sources', 'service_role, app_reader');

select * from finish();
rollback;
