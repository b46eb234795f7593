-- Proves policies/commerce/sales_histories.sql.j2.
begin;
select plan(5);

-- Given: a history.
insert into commerce.sales_histories
values (1, 'PHP', '{2026-01-01}', '{1}', '{100}');

select * from tests.is_read_by('commerce.sales_histories', 'service_role, app_reader');

select * from finish();
rollback;
