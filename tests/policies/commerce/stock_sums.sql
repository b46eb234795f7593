-- Proves policies/commerce/stock_sums.sql.j2.
begin;
select plan(5);

-- Given: a sum.
insert into commerce.stock_sums
values ('day', '2026-01-01', 1, 1, 1, 1);

select * from tests.is_read_by('commerce.stock_sums', 'service_role, app_reader');

select * from finish();
rollback;
