-- Proves functions/commerce/orders/get_order.sql.
begin;
select plan(6);

-- Given: an order of ada.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    api.get_order((select o.id from o)) - 'id',
    (select n.state from commerce.orders as n),
    'a customer reads the state of their order'
);
select is(
    api.get_order((select o.id from o)) #>> '{lines,0,sku}', 'SHIRT-S', 'with its lines'
);
select is(
    (api.get_order((select o.id from o)) ->> 'id')::bigint, (select o.id from o),
    'and its id'
);
select throws_ok(
    $$ select api.get_order(null) $$, 'PT404', 'commerce.unknown_order',
    'null is unknown'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select api.get_order((select o.id from o)) $$,
    'PT404', 'commerce.unknown_order', 'another user does not read it'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.get_order((select o.id from o)) ->> 'status', 'placed', 'an admin does'
);

select * from finish();
rollback;
