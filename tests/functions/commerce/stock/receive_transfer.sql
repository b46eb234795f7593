-- Proves functions/commerce/stock/receive_transfer.sql.
begin;
select plan(9);

-- Given: five shirts on their way to the shop.
select tests.small_stock();

create temporary table t_transfer as
select (commerce._transfer_stock(
    '{"sku": "SHIRT-S", "from": "MAIN", "to": "SHOP", "quantity": 5}'
) ->> 'transfer_id')::bigint as id;
grant select on t_transfer to authenticated;
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.receive_transfer((select id from t_transfer), 2) -> 'in_transit', '3',
    'a part arrives'
);
select throws_ok(
    $$ select commerce.receive_transfer((select id from t_transfer), 4) $$,
    'PT422', 'commerce.too_much_received', 'not more than is on its way'
);
select throws_ok(
    $$ select commerce.receive_transfer((select id from t_transfer), 0) $$,
    'PT422', 'core.invalid_argument', 'nothing is only the last that comes'
);
select is(
    commerce.receive_transfer((select id from t_transfer), 1, true)
    - 'transfer_id' - 'sent_at' - 'ended_at',
    '{"sku": "SHIRT-S", "from_location": "MAIN", "to_location": "SHOP", "quantity": 5,
      "received": 3, "lost": 2, "in_transit": 0, "reference": null}',
    'the rest is lost'
);
select throws_ok(
    $$ select commerce.receive_transfer((select id from t_transfer), 0, true) $$,
    'PT422', 'commerce.too_much_received', 'an ended transfer takes nothing'
);
select throws_ok(
    $$ select commerce.receive_transfer(0, 1) $$,
    'PT404', 'commerce.unknown_transfer', 'an unknown one is refused'
);
reset role;
select tests.holds('commerce');
select tests.holds('commerce');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.receive_transfer((select id from t_transfer), 1) $$,
    'PT403', 'core.not_permitted', 'a customer is refused'
);

select * from finish();
rollback;
