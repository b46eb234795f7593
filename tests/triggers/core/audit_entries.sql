-- Proves triggers/core/audit_entries.sql.j2.
begin;
select plan(4);

-- Given: one row.
insert into core.audit_entries (table_name, operation, role)
values ('core.t', 'truncate', 'postgres');

select is(
    tests.refusal('update core.audit_entries set role = role where true')
    ->> 'key',
    'core.append_only',
    'the owner cannot change a row'
);
select is(
    tests.refusal('delete from core.audit_entries where true') ->> 'key',
    'core.append_only',
    'the owner cannot remove a row'
);
select is(
    tests.refusal(
        format('delete from %s where true', (
            select max(e.tableoid)::regclass from core.audit_entries as e
        ))
    ) ->> 'key', 'core.append_only',
    'nor through its partition'
);
select is(
    tests.refusal('truncate core.audit_entries') ->> 'key', 'core.append_only',
    'the owner cannot empty it'
);

select * from finish();
rollback;
