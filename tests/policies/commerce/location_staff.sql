-- Proves policies/commerce/location_staff.sql.j2.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_owned_by(
    'commerce.location_staff', 'user_id', tests.user('cleo')
);

select * from finish();
rollback;
