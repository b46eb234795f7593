-- Proves policies/commerce/locations.sql.j2.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_read_by(
    'commerce.locations', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
