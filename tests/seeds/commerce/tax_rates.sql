-- Proves sql/seeds/commerce/tax_rates.sql.
begin;
select plan(1);

select results_eq(
    $$ select tax_class, country, rate_percent from commerce.tax_rates $$,
    $$ values ('standard', null::text, 12::numeric) $$,
    'products without a class of their own bear 12 %'
);

select * from finish();
rollback;
