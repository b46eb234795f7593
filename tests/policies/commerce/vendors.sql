-- Proves policies/commerce/vendors.sql.j2.
begin;
select plan(6);

-- Given: two vendors.
select tests.small_purchases();

select * from tests.is_shown_to(
    'commerce.vendors', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
