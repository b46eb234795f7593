-- Proves policies/commerce/prices.sql.j2.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_shown_to(
    'commerce.prices', 'visible', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 2
);

select * from finish();
rollback;
