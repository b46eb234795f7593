-- Proves policies/core/revertible_tables.sql.j2.
begin;
select plan(5);

-- Given: a table.
insert into core.revertible_tables (audited_table) values ('core.settings');

select * from tests.is_read_by('core.revertible_tables', 'service_role, app_reader');

select * from finish();
rollback;
