-- Proves policies/core/personal_columns.sql.j2.
begin;
select plan(5);

select * from tests.is_read_by('core.personal_columns', 'service_role, app_reader');

select * from finish();
rollback;
