-- Proves functions/commerce/orders/place_order.sql.
begin;
select plan(1);
select tests.small_stock();
select tests.login_as(tests.user('ada'));
select lives_ok($$ select api.place_order('[{"sku": "SHIRT-S", "quantity": 2}]', '{"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}') $$);
select * from finish();
rollback;
