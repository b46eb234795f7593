-- Proves functions/commerce/purchases/_receive_purchase.sql.
begin;
select plan(13);

-- Given: an order of 10 SHIRT-S and 20 SHIRT-L.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.purchase()::text;
create function pg_temp.receive(p_lines jsonb, p_is_last boolean default false)
    returns jsonb
    language sql as $$
    select commerce._receive_purchase(jsonb_build_object(
        'purchase_order_id', o.id, 'lines', p_lines, 'is_last', p_is_last
    ))
    from commerce.purchase_orders as o;
$$;
create view pg_temp.stock as
select
    v.sku,
    l.on_hand
from commerce.stock_levels as l
inner join commerce.variants as v on l.variant_id = v.id
inner join commerce.locations as o on l.location_id = o.id
where o.code = 'MAIN';

select is(
    pg_temp.receive(
        '[{"sku": "SHIRT-S", "quantity": 3}, {"sku": "SHIRT-L", "quantity": 20},
        {"sku": "SHIRT-S", "quantity": 4}]'
    ) ->> 'status',
    'sent', 'an order is open until all of it came'
);
select set_has(
    $$ select * from pg_temp.stock $$, $$ values ('SHIRT-S', 17), ('SHIRT-L', 40) $$,
    'lines of one SKU are received as their sum'
);
select results_eq(
    $$ select m.type, m.from_state, m.to_state, m.quantity
       from commerce.stock_movements as m
       inner join commerce.purchase_orders as o on m.reference = 'purchase:' || o.id
       order by m.quantity $$,
    $$ values
        ('receive', 'supplier', 'on_hand', 7),
        ('receive', 'supplier', 'on_hand', 20) $$,
    'by movements from the supplier'
);
select is(
    tests.refusal($$ select pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 5}]') $$)
    ->> 'key',
    'commerce.over_delivery', 'more than a tenth too many is refused'
);
select is(
    tests.refusal(
        $$ select pg_temp.receive(
            '[{"sku": "SHIRT-S", "quantity": 2}, {"sku": "SHIRT-S", "quantity": 3}]'
        ) $$
    ) ->> 'detail',
    'SHIRT-S: 7 and 5 came of 10; at most 11 are received.', 'also in two lines'
);
select set_has(
    $$ select * from pg_temp.stock $$, $$ values ('SHIRT-S', 17), ('SHIRT-L', 40) $$,
    'and nothing of it is received'
);
select is(
    pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 4}]')
    @> '{"status": "received", "is_short": false,
    "closed_at": "2026-06-01T12:00:00+00:00",
    "lines": [{"sku": "SHIRT-S", "received": 11, "is_over": true},
    {"sku": "SHIRT-L", "received": 20, "is_over": false}]}',
    true, 'a tenth too many is received and shown; the order is closed'
);
select results_eq(
    $$ select e.type from core.events as e where e.type like 'commerce.purchase.%'
       order by e.id $$,
    $$ values ('commerce.purchase.arrived'), ('commerce.purchase.received') $$,
    'each delivery is told'
);

-- When: of another order a part comes, and no more.
update commerce.purchase_orders
set status = 'failed', fault = 'timeout', closed_at = null;
update commerce.purchase_order_lines set received = 0;
select is(
    pg_temp.receive('[{"sku": "SHIRT-L", "quantity": 5}]', true)
    @> '{"status": "received", "is_short": true, "fault": null}',
    true, 'an order is closed short; one that failed may have arrived after all'
);
select is(
    (select sum(n.received) from commerce.purchase_order_lines as n), 5::bigint,
    'with what came'
);

update commerce.purchase_orders set status = 'draft', closed_at = null;
select is(
    tests.refusal($$ select pg_temp.receive('[{"sku": "SHIRT-L", "quantity": 5}]') $$)
    ->> 'key',
    'commerce.transition_refused', 'a draft was not ordered'
);
update commerce.purchase_orders set status = 'cancelled', closed_at = now();
select is(
    tests.refusal($$ select pg_temp.receive('[{"sku": "SHIRT-L", "quantity": 5}]') $$)
    ->> 'key',
    'commerce.transition_refused', 'nor is one that was cancelled'
);
update commerce.purchase_orders set status = 'sent', closed_at = null;
select is(
    tests.refusal($$ select pg_temp.receive('[]') $$) ->> 'key',
    'commerce.invalid_lines',
    'a delivery that is not the last has a line'
);

select * from finish();
rollback;
