-- Proves policies/commerce/price_lists.sql.j2.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_read_by(
    'commerce.price_lists', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
