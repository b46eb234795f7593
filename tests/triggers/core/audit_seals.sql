-- Proves triggers/core/audit_seals.sql.j2.
begin;
select plan(3);

-- Given: one row.
insert into core.audit_seals (
    after_id, from_xid, below_xid, month_on, entries, last_id,
    root_sha256, previous_sha256, chain_sha256
)
values (9, 0, 1, '2031-01-01', 1, 1, '', '', '');

select is(
    tests.refusal('update core.audit_seals set entries = 2 where true')
    ->> 'key',
    'core.append_only',
    'the owner cannot change a row'
);
select is(
    tests.refusal('delete from core.audit_seals where true') ->> 'key',
    'core.append_only',
    'the owner cannot remove a row'
);
select is(
    tests.refusal('truncate core.audit_seals') ->> 'key', 'core.append_only',
    'the owner cannot empty it'
);

select * from finish();
rollback;
