-- Proves policies/core/audit_entries.sql.j2.
begin;
select plan(5);

-- Given: one entry at least.
insert into core.audit_entries (table_name, operation, role)
values ('core.t', 'truncate', 'postgres');

select * from tests.is_read_by('core.audit_entries', 'service_role');

select * from finish();
rollback;
