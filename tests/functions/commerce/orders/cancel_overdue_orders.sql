-- Proves functions/commerce/orders/cancel_overdue_orders.sql.
begin;
select plan(8);

-- Given: twelve orders of ada, of which one is paid, and one of a day later.
select tests.set_clock('2026-06-01 12:00Z');
select tests.small_stock();
create temporary table o on commit drop as
select
    n as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id
from generate_series(1, 12) as n;
select is(tests.advance((select o.id from o
where o.k = 1), 'pay'), 'paid', 'one is paid');
select is(commerce.cancel_overdue_orders(), false, 'none is overdue yet');
select tests.set_clock('2026-06-02 12:00Z');
insert into o
select
    13 as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;

-- When: their time is over; the stock of one was released before.
do $$
begin
    perform commerce._release_order_stock(n.id, n.reservation_id)
    from commerce.orders as n where n.id = (select o.id from o where o.k = 2);
end;
$$;
set local role app_worker;
select is(commerce.cancel_overdue_orders(), true, 'a batch is full: there may be more');
select is(commerce.cancel_overdue_orders(), false, 'the next one is not');
reset role;
select results_eq(
    $$ select n.status, count(*) from commerce.orders as n
       group by n.status order by 1 $$,
    $$ values ('cancelled', 11::bigint), ('paid', 1), ('placed', 1) $$,
    'overdue orders are cancelled, others are not'
);
select is(
    (
        select sum(s.reserved) from commerce.stock_levels as s
        inner join commerce.variants as v on s.variant_id = v.id
        where v.sku = 'SHIRT-L'
    ),
    2::bigint, 'their stock is released'
);
select results_eq(
    $$ select distinct e.command, e.type, e.payload ->> 'reason', e.actor_id
       from commerce.order_events as e where e.to_status = 'cancelled' $$,
    $$ values ('expire', 'cancelled', 'The payment is overdue.', null::uuid) $$,
    'their events say why'
);
select is(
    (
        select count(*) from core.notifications as n
        where n.kind = 'commerce.order.cancelled' and n.user_id = tests.user('ada')
    ),
    11::bigint, 'and the customer is told'
);

select * from finish();
rollback;
