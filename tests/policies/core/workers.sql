-- Proves policies/core/workers.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.workers (worker, host, pid, seen_at)
values ('00000000-0000-0000-0000-000000000001', 'h', 1, now());

select * from tests.is_read_by(
    'core.workers', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
