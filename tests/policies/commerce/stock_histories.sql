-- Proves policies/commerce/stock_histories.sql.j2.
begin;
select plan(5);

-- Given: a history.
insert into commerce.stock_histories
values (1, '{2026-01-01}', '{1}');

select * from tests.is_read_by('commerce.stock_histories', 'service_role, app_reader');

select * from finish();
rollback;
