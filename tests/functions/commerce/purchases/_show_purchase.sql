-- Proves functions/commerce/purchases/_show_purchase.sql.
begin;
select plan(2);

-- Given: an order that was closed short.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.purchase()::text;
update commerce.purchase_order_lines set received = 11
where line = 1;
update commerce.purchase_orders set status = 'received', closed_at = core.now();

select is(
    (select commerce._show_purchase(o.id) - 'id' from commerce.purchase_orders as o),
    jsonb_build_object(
        'vendor', 'ACME', 'location', 'MAIN', 'status', 'received', 'currency', 'PHP',
        'total_minor', 55000, 'vendor_reference', null, 'fault', null,
        'is_short', true, 'created_by', tests.user('bob'),
        'created_at', timestamptz '2026-06-01 12:00+00',
        'sent_at', timestamptz '2026-06-01 12:00+00', 'acknowledged_at', null,
        'closed_at', timestamptz '2026-06-01 12:00+00', 'closed_reason', null,
        'lines', jsonb_build_array(
            jsonb_build_object(
                'line', 1, 'sku', 'SHIRT-S', 'quantity', 10, 'received', 11,
                'is_over', true, 'unit_cost_minor', 1500
            ),
            jsonb_build_object(
                'line', 2, 'sku', 'SHIRT-L', 'quantity', 20, 'received', 0,
                'is_over', false, 'unit_cost_minor', 2000
            )
        )
    ),
    'an order and its lines'
);
update commerce.purchase_order_lines set received = quantity;
select is(
    (
        select commerce._show_purchase(o.id) -> 'is_short'
        from commerce.purchase_orders as o
    ),
    'false', 'one of which all came is not short'
);

select * from finish();
rollback;
