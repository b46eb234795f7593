-- Proves policies/core/request_totals.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.request_totals (rpc, status, requests, took_ms)
values ('health', 200, 1, 2);

select * from tests.is_read_by(
    'core.request_totals', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
