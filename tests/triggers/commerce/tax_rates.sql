-- Proves triggers/commerce/tax_rates.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into commerce.tax_rates (id, tax_class, rate_percent)
overriding system value
values (7, 'reduced', 5);
update commerce.tax_rates set rate_percent = 6
where id = 7;
update commerce.tax_rates set rate_percent = 6
where id = 7;
delete from commerce.tax_rates
where id = 7;

select * from tests.is_audited('commerce.tax_rates', '7', '{"rate_percent": 5}');

select * from finish();
rollback;
