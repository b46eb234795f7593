-- Proves policies/filters/allowed_sources.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('filters.allowed_sources', 'service_role, app_reader');

select * from finish();
rollback;
