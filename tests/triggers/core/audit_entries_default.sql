-- Proves triggers/core/audit_entries_default.sql.j2.
begin;
select plan(1);

select is(
    tests.refusal('truncate core.audit_entries_default') ->> 'key', 'core.append_only',
    'the owner cannot empty it'
);

select * from finish();
rollback;
