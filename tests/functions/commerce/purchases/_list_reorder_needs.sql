-- Proves functions/commerce/purchases/_list_reorder_needs.sql.
begin;
select plan(15);

-- Given: two rules at MAIN and one at SHOP; it is Monday.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create function pg_temp.need(p_sku text, p_location text) returns jsonb
    language sql as $$
    select to_jsonb(n) || n.reasons
    from commerce.variants as v
    inner join commerce.locations as l on l.code = p_location
    cross join lateral commerce._list_reorder_needs(l.id) as n
    where v.sku = p_sku and n.variant_id = v.id;
$$;
create function pg_temp.sell(p_quantity integer, p_days numeric) returns text
    language sql as $$
    select commerce._post_movements(
        array[row(
            v.id, p_quantity, 'sell', 'on_hand', l.id, 0, 'sold', null, null
        )::commerce.posting],
        p_effective_at => core.now() - p_days * interval '24 hours'
    )::text
    from commerce.variants as v cross join commerce.locations as l
    where v.sku = 'SHIRT-L' and l.code = 'MAIN';
$$;

select is(
    (pg_temp.need('SHIRT-S', 'MAIN') ->> 'quantity')::integer, 48,
    'below the minimum it is bought up to the maximum, in whole packs'
);
select is(
    (pg_temp.need('SHIRT-L', 'MAIN') ->> 'quantity')::integer, 0,
    'at or above the minimum nothing is bought'
);
update commerce.reorder_rules set maximum = 21, minimum = 20
where minimum = 10;
select is(
    (pg_temp.need('SHIRT-L', 'MAIN') ->> 'quantity')::integer, 0,
    'the minimum itself is enough'
);
select tests.reserve(tests.user('ada'), 'SHIRT-L', 'MAIN', 1)::text;
select is(
    (pg_temp.need('SHIRT-L', 'MAIN') ->> 'quantity')::integer, 2,
    'a piece that is reserved is not there'
);
select tests.set_clock('2026-06-01 13:00+00');
select is(
    (pg_temp.need('SHIRT-L', 'MAIN') ->> 'quantity')::integer, 0,
    'until its reservation has expired'
);
update commerce.stock_levels set in_transit = 41;
select is(
    (pg_temp.need('SHIRT-S', 'MAIN') ->> 'quantity')::integer, 0,
    'what is on its way is counted'
);
update commerce.stock_levels set in_transit = 0;
select tests.purchase('draft')::text;
select is(
    pg_temp.need('SHIRT-S', 'MAIN') @> '{"quantity": 0, "purchased": 10}', true,
    'and so is what is on order'
);
update commerce.purchase_orders set status = 'cancelled', closed_at = now();
select is(
    (pg_temp.need('SHIRT-S', 'MAIN') ->> 'quantity')::integer, 48,
    'until the order is closed'
);

-- When: the rule of SHIRT-L follows demand: 10 sold in 56 days, 6 and 4 on two of them.
update commerce.reorder_rules
set
    method = 'demand',
    minimum = null,
    maximum = null,
    service_factor = 2,
    cover_days = 28
where minimum = 20 and maximum = 21;
select pg_temp.sell(6, 0.5);
select pg_temp.sell(4, 55.9);
select is(
    pg_temp.need('SHIRT-L', 'MAIN')
    @> '{"mean_daily": 0.179, "deviation_daily": 0.947, "lead_days": 7, "wait_days": 0,
    "reorder_point": 7, "target": 12, "on_hand": 10}',
    true,
    'demand is the mean of all days, safety stock is factor x deviation x root of days'
);
update commerce.vendors set order_days = '{7}'
where code = 'ACME';
select is(
    pg_temp.need('SHIRT-L', 'MAIN')
    @> '{"wait_days": 6, "reorder_point": 10, "target": 15, "quantity": 0}', true,
    'the days until the vendor takes orders count as lead time'
);
update commerce.reorder_rules set lead_time_days = 60
where method = 'demand';
select is(
    pg_temp.need('SHIRT-L', 'MAIN')
    @> '{"lead_days": 60, "reorder_point": 28, "target": 33, "quantity": 23}', true,
    'a rule may have a lead time of its own'
);
update commerce.reorder_rules set minimum = 30, maximum = 31
where method = 'demand';
select is(
    pg_temp.need('SHIRT-L', 'MAIN')
    @> '{"reorder_point": 30, "target": 31, "quantity": 21}', true,
    'with a floor and a cap'
);
select tests.set_clock('2026-06-02 13:00+00');
select is(
    (pg_temp.need('SHIRT-L', 'MAIN') ->> 'mean_daily')::numeric, 0.107,
    'sales of long ago do not count'
);

select is(
    pg_temp.need('MUG', 'SHOP') ->> 'quantity', '7', 'each location has its own rules'
);
update commerce.reorder_rules set is_enabled = false
where pack_size = 12;
update commerce.products set deleted_at = now()
where title = 'Mug';
select is(
    (
        select count(*) from commerce.locations as l
        cross join lateral commerce._list_reorder_needs(l.id)
    ),
    1::bigint, 'a rule that is disabled, or of a product that went, asks for nothing'
);

select * from finish();
rollback;
