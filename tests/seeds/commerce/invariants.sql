-- Proves sql/seeds/commerce/invariants.sql.j2.
begin;
select plan(7);

-- Given: the small stock, of which an order was shipped, in January.
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
create function pg_temp.violations(p_name text) returns bigint language sql as $$
    select r.violations from core.run_invariant(p_name) as r
$$;
create function pg_temp.ship(p_order_id bigint) returns void language sql as $$
    select commerce._post_movements(
        array[row(
            v.id, 1, 'ship', 'reserved', l.id, 0, 'sold', null, null
        )::commerce.posting],
        p_reference => 'order:' || p_order_id
    )
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'SHIRT-S' and l.code = 'MAIN'
$$;

select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 0::bigint,
    'without orders, sales equal shipments'
);
do $$ begin perform pg_temp.ship(7); end; $$;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 1::bigint,
    'a shipment without a sale is found'
);
select commerce._record_sales(array[
    tests.sale('SHIRT-S', 'MAIN', 1, p_reference => 'order:7', p_order_id => 7),
    tests.sale('MUG', 'SHOP', 1)
])::text;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 0::bigint,
    'with its sale it is right; a sale over the counter has no order'
);
select commerce._record_sales(array[
    tests.sale('SHIRT-S', 'MAIN', -1, p_reference => 'order:7:return', p_order_id => 7)
])::text;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 1::bigint,
    'a return without a movement is found'
);

select is(
    pg_temp.violations('commerce.daily_activity_equals_ledgers'), 0::bigint,
    'what was written since the refresh is not expected in the view'
);
select tests.set_clock('2026-01-01 02:00Z');
update core.view_refreshes set refreshed_at = core.now()
where view_name = 'commerce.daily_activity';
select is(
    pg_temp.violations('commerce.daily_activity_equals_ledgers'), 4::bigint,
    'what a view lacks is found'
);
do $$ begin perform core.refresh_view('commerce.daily_activity'); end; $$;
select is(
    pg_temp.violations('commerce.daily_activity_equals_ledgers'), 0::bigint,
    'a refresh repairs it'
);

select * from finish();
rollback;
