-- Proves functions/suppliers/load/_load_orders.sql.
begin;
select plan(3);

-- Given: the head of one order.
select tests.staged_lines();

select is(
    suppliers._load_orders('pg_temp.staged_orders'), 1::bigint, 'each row is an order'
);
select results_eq(
    $$ select source, order_key, vendor, ordered_on, delivered_on
       from suppliers.orders $$,
    $$ values ('scms', 'PO-2', '77', date '2020-02-03', date '2020-03-30') $$,
    'a time of day is dropped'
);
select throws_ok(
    $$ select suppliers._load_orders('pg_temp.staged_orders') $$, '23505', null,
    'an order comes once'
);

select * from finish();
rollback;
