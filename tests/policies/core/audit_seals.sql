-- Proves policies/core/audit_seals.sql.j2.
begin;
select plan(5);

-- Given: one seal.
insert into core.audit_seals (
    after_id, from_xid, below_xid, month_on, entries, last_id,
    root_sha256, previous_sha256, chain_sha256
)
values (9, 0, 1, '2031-01-01', 1, 1, '', '', '');

select * from tests.is_read_by(
    'core.audit_seals', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
