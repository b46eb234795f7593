-- Proves policies/suppliers/summed_months.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into suppliers.summed_months
values ('2026-01-01', '1', true);

select * from tests.is_read_by('suppliers.summed_months', 'service_role, app_reader');

select * from finish();
rollback;
