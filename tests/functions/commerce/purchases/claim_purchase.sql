-- Proves functions/commerce/purchases/claim_purchase.sql.
begin;
select plan(8);

-- Given: a draft to a vendor with an API, and a source of webhooks of the vendor's.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.propose('SHOP')::text;
create temporary table t_order as select o.id from commerce.purchase_orders as o;
grant select on t_order to app_worker;

set local role app_worker;
select is(
    (select c.body::jsonb - 'order' from t_order as t
     cross join lateral commerce.claim_purchase(t.id) as c),
    '{"currency": "PHP", "total_minor": 5600,
    "ship_to": {"code": "SHOP", "name": "Corner shop"},
    "lines": [{"line": 1, "sku": "MUG", "barcode": null, "quantity": 7,
    "unit_cost_minor": 800}]}',
    'the worker gets what is to be sent'
);
reset role;
select results_eq(
    $$ select o.status, o.sent_at, p.status
       from commerce.purchase_orders as o
       inner join commerce.reorder_proposals as p on o.id = p.purchase_order_id $$,
    $$ values ('sent', timestamptz '2026-06-01 12:00+00', 'ordered') $$,
    'and the order is no longer a draft'
);

-- When: a product gets another SKU before the next attempt.
update commerce.variants set sku = 'CUP'
where sku = 'MUG';
select is(
    (select c.body from t_order as t
     cross join lateral commerce.claim_purchase(t.id) as c),
    (select o.message from commerce.purchase_orders as o),
    'each attempt has the same bytes'
);
select is(
    (select c.headers from t_order as t
     cross join lateral commerce.claim_purchase(t.id) as c),
    (select jsonb_build_object(
        'content-type', 'application/json', 'idempotency-key', o.idempotency_key
    ) from commerce.purchase_orders as o),
    'under the same key'
);
select is(
    (select count(*) from core.events as e
     where e.type = 'commerce.purchase.sent'),
    1::bigint, 'and is told once'
);

select core.register_webhook_source('fast', 'commerce.acknowledge_purchase')::text;
update commerce.vendors set webhook_source = 'fast'
where code = 'FAST';
select is(
    (select core.receive_webhook('fast', c.headers, c.body) ->> 'duplicate'
     from t_order as t cross join lateral commerce.claim_purchase(t.id) as c),
    'false', 'signed with the secret of the vendor''s source, if it has one'
);

update commerce.purchase_orders set status = 'cancelled', closed_at = now();
select is_empty(
    $$ select c.url from t_order as t
       cross join lateral commerce.claim_purchase(t.id) as c $$,
    'a cancelled order is not sent'
);
select is_empty(
    $$ select c.url from commerce.claim_purchase(tests.purchase('draft')) as c $$,
    'nor is one to a vendor without an API'
);

select * from finish();
rollback;
