-- Proves policies/concerts/soft_references.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('concerts.soft_references', 'service_role, app_reader');

select * from finish();
rollback;
