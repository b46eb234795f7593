-- Proves functions/commerce/purchases/_emit_purchase.sql.
begin;
select plan(4);

-- Given: an order that bob made, to which cleo's proposal was added.
select tests.small_purchases();
select tests.propose('MAIN')::text;
select tests.purchase()::text;
update commerce.reorder_proposals
set
    status = 'ordered', decided_at = now(), decided_by = tests.user('cleo'),
    purchase_order_id = (select o.id from commerce.purchase_orders as o);

select commerce._emit_purchase(o, 'arrived')::text from commerce.purchase_orders as o;
select results_eq(
    $$ select e.topic, e.payload from core.events as e
       where e.type = 'commerce.purchase.arrived' $$,
    $$ select
           'commerce:purchase:' || o.id,
           jsonb_build_object(
               'v', 1, 'id', o.id, 'status', 'sent', 'vendor', 'ACME',
               'vendor_reference', null, 'fault', null
           )
       from commerce.purchase_orders as o $$,
    'a change is told'
);
select is_empty(
    $$ select n.user_id from core.notifications as n $$, 'to those who follow it'
);
select commerce._emit_purchase(o, 'failed', true)::text
from commerce.purchase_orders as o;
select set_eq(
    $$ select n.user_id, n.kind from core.notifications as n $$,
    $$ values
        (tests.user('bob'), 'commerce.purchase.failed'),
        (tests.user('cleo'), 'commerce.purchase.failed') $$,
    'trouble, to each user who ordered a part of it'
);
select commerce._emit_purchase(o, 'failed', true)::text
from commerce.purchase_orders as o;
select is(
    (select count(*) from core.notifications), 2::bigint,
    'once, while it is not read'
);

select * from finish();
rollback;
