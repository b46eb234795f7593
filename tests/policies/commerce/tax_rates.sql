-- Proves policies/commerce/tax_rates.sql.j2.
begin;
select plan(5);

-- Given: the rate that a release seeds.
select * from tests.is_read_by(
    'commerce.tax_rates', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
