-- Proves policies/suppliers/monthly_finishes.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.monthly_finishes
values ('2026-01-01', 'month', 1, 3, 1, 1, 1);

select * from tests.is_read_by(
    'suppliers.monthly_finishes', 'service_role, app_reader'
);

select * from finish();
rollback;
