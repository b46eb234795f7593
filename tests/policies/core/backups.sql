-- Proves policies/core/backups.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.backups (label, kind, taken_at, size_bytes)
values ('monday.dump', 'logical', now(), 1);

select * from tests.is_read_by(
    'core.backups', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
