-- Proves functions/commerce/orders/can_see_order.sql.
begin;
select plan(7);

-- Given: an order of ada that MAIN sends; cleo works at MAIN, bob at SHOP.
select tests.small_stock();
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
grant select on o to authenticated;

select tests.login_as(tests.user('ada'));
select is(commerce.can_see_order((select o.id from o)), true, 'its customer sees it');
select is(commerce.can_see_order(-1), false, 'not one that is not there');
select tests.login_as(tests.user('dora'));
select is(commerce.can_see_order((select o.id from o)), false, 'another user does not');
select tests.login_as(tests.user('dora'), 'admin');
select is(commerce.can_see_order((select o.id from o)), true, 'an admin does');
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.can_see_order((select o.id from o)), true, 'staff of its location does'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    commerce.can_see_order((select o.id from o)), false, 'staff of another does not'
);
select tests.login_as(tests.user('cleo'));
select is(
    commerce.can_see_order((select o.id from o)), false,
    'nor staff without the app role'
);

select * from finish();
rollback;
