-- Proves policies/commerce/sales_sums.sql.j2.
begin;
select plan(5);

-- Given: a sum.
insert into commerce.sales_sums
values ('day', '2026-01-01', 1, 1, 'PHP', 1, 100);

select * from tests.is_read_by('commerce.sales_sums', 'service_role, app_reader');

select * from finish();
rollback;
