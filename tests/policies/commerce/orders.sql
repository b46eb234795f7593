-- Proves policies/commerce/orders.sql.j2.
begin;
select plan(6);

-- Given: an order of ada and one of bob.
select tests.small_stock();
do $$
begin
    perform tests.place('ada');
    perform tests.place('bob', '[{"sku": "SHIRT-L", "quantity": 1}]');
end;
$$;

select * from tests.is_shown_to(
    'commerce.orders', 'visible', tests.user('ada'), '{admin}', p_visible => 1
);

select * from finish();
rollback;
