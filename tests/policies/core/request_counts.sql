-- Proves policies/core/request_counts.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.request_counts (started_at, rpc, status, requests, took_ms)
values ('2030-01-01 00:00+00', 'health', 200, 1, 2);

select * from tests.is_read_by(
    'core.request_counts', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
