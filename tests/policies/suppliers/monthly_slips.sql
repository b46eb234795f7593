-- Proves policies/suppliers/monthly_slips.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.monthly_slips
values ('2026-01-01', 'month', 1, 'design', 1, 2);

select * from tests.is_read_by('suppliers.monthly_slips', 'service_role, app_reader');

select * from finish();
rollback;
