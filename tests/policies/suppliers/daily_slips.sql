-- Proves policies/suppliers/daily_slips.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.daily_slips
values (1, 1, '2026-01-05', 'design', 1, 2);

select * from tests.is_read_by('suppliers.daily_slips', 'service_role, app_reader');

select * from finish();
rollback;
