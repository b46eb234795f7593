-- Proves policies/core/idle_workers.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.idle_workers (worker, signals, expires_at)
values ('00000000-0000-0000-0000-000000000001', '{}', now());

select * from tests.is_read_by(
    'core.idle_workers', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
