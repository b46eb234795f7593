-- Proves sql/seeds/commerce/invariants.sql.j2.
begin;
select plan(4);

-- Given: an order of which a part came.
select tests.small_purchases();
select tests.purchase()::text;
select commerce._receive_purchase(jsonb_build_object(
    'purchase_order_id', o.id, 'is_last', false,
    'lines', '[{"sku": "SHIRT-S", "quantity": 10}]'::jsonb
))::text
from commerce.purchase_orders as o;

select is(
    (select sum((core.run_invariant(i.name)).violations) from core.invariants as i
     where i.module = 'commerce'),
    0::numeric, 'they hold'
);
update commerce.purchase_orders set total_minor = 1;
select is(
    (core.run_invariant('commerce.purchase_totals_are_sums')).violations, 1::bigint,
    'a total that is not the sum of its lines is found'
);
update commerce.purchase_order_lines set received = quantity;
select is(
    (core.run_invariant('commerce.receipts_are_moved')).violations, 1::bigint,
    'and what was received without a movement'
);
select is(
    (core.run_invariant('commerce.open_purchases_are_incomplete')).violations,
    1::bigint,
    'and an open order of which all came'
);

select * from finish();
rollback;
