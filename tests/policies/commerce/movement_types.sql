-- Proves policies/commerce/movement_types.sql.j2.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_read_by(
    'commerce.movement_types', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
