-- Proves policies/concerts/match_sources.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('concerts.match_sources', 'service_role, app_reader');

select * from finish();
rollback;
