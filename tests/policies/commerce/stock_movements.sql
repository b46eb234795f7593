-- Proves policies/commerce/stock_movements.sql.j2.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();

select * from tests.is_shown_to(
    'commerce.stock_movements', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
