-- Proves policies/concerts/merge_entities.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('concerts.merge_entities', 'service_role, app_reader');

select * from finish();
rollback;
