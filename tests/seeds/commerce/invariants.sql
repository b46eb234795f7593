-- Proves sql/seeds/commerce/invariants.sql.j2.
begin;
select plan(32);

-- Given: orders in every status.
select tests.small_stock();
update core.settings set value = '2'
where name = 'commerce.order_snapshot_events';
create temporary table o on commit drop as
select
    n as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 2}]') as id
from generate_series(1, 5) as n;
insert into o
select
    6 as k,
    tests.place('ada') as id;
do $$
begin
    perform tests.advance(o.id, variadic c.commands[1:o.k - 1])
    from o
    cross join (
        values (array['pay', 'pack', 'ship', 'deliver'])
    ) as c (commands)
    where o.k between 2 and 5
    order by o.k;
end;
$$;
create function pg_temp.violated(p_break text) returns text[] language plpgsql as $$
declare
    v_found text[];
begin
    execute p_break;
    v_found := array(
        select i.name from core.invariants as i
        where i.module = 'commerce' and (core.run_invariant(i.name)).violations > 0
        order by i.name
    );
    raise exception sqlstate 'TT000' using detail = v_found::text;
exception
    when sqlstate 'TT000' then
        return v_found;
end;
$$;

select is(pg_temp.violated('select'), '{}', 'they hold');
select is(
    pg_temp.violated(
        $$ insert into commerce.sync_records (
               source, entity, external_id, fields, created_at, updated_at
           )
           values ('pms', 'order', 'O-1', '{"status": {"us": {"version": 1}}}', now(),
                   now()) $$
    ),
    '{commerce.sync_versions_are_counted}', 'a version that was never counted'
);
select is(
    pg_temp.violated(
        $$ update commerce.orders set state = state || '{"paid_minor": 0}'
           where id = (select o.id from o where o.k = 4) $$
    ),
    '{commerce.orders_are_folded}', 'a projection that is not the fold is found'
);
select is(
    pg_temp.violated(
        $$ insert into commerce.order_events (order_id, version, type, command,
               from_status, to_status, payload, at)
           select id, 9, 'refunded', 'refund', 'delivered', 'delivered',
               '{"v": 1, "amount_minor": 1}', now() from o where o.k = 5 $$
    ),
    '{commerce.orders_are_folded}', 'and so is an event that was not applied'
);
select is(
    pg_temp.violated(
        $$ update commerce.parcels set status = 'open'
           where order_id = (select o.id from o where o.k = 1) $$
    ),
    '{commerce.parcels_are_projected}', 'and a parcel in another status'
);
select is(
    pg_temp.violated(
        $$ update commerce.parcel_lines set quantity = 1
           where order_id = (select o.id from o where o.k = 5) $$
    ),
    '{commerce.parcels_are_projected}', 'and a parcel with other pieces'
);
select is(
    pg_temp.violated(
        $$ update commerce.order_snapshots set state = state || '{"marked": true}'
           where order_id = (select o.id from o where o.k = 2) $$
    ),
    '{commerce.order_snapshots_are_folded}', 'and a snapshot that is not the fold'
);
select is(
    pg_temp.violated(
        $$ insert into commerce.order_lines select order_id, 2, variant_id, sku, title,
               quantity, unit_price_minor, discount_minor, tax_rate, has_tax_included,
               tax_minor, total_minor
           from commerce.order_lines
           where order_id = (select o.id from o where o.k = 1) $$
    ),
    '{commerce.orders_total_their_lines}', 'and a total that is not that of the lines'
);
select is(
    pg_temp.violated(
        $$ insert into commerce.sales (sold_at, variant_id, location_id, quantity,
               amount_minor, currency, order_id, created_at)
           select s.sold_at, s.variant_id, s.location_id, n.quantity, n.amount_minor,
               s.currency, s.order_id, s.created_at
           from commerce.sales as s
           cross join (values (1, 1), (-1, 0)) as n (quantity, amount_minor)
           where s.order_id = (select o.id from o where o.k = 4) $$
    ),
    '{commerce.sales_add_up_to_orders}', 'and sales that are not what an order costs'
);
select is(
    pg_temp.violated(
        $$ update commerce.reservation_lines as r set quantity = 1
           from commerce.orders as n where n.reservation_id = r.reservation_id
           and n.id = (select o.id from o where o.k = 2) $$
    ),
    '{commerce.orders_hold_their_stock,commerce.reserved_equals_reservations}',
    'and an order that holds too little'
);
select is(
    pg_temp.violated(
        $$ update commerce.reservation_lines as r set quantity = 1
           from commerce.orders as n where n.reservation_id = r.reservation_id
           and n.id = (select o.id from o where o.k = 5) $$
    ),
    '{commerce.orders_hold_their_stock}', 'and one that holds what it has shipped'
);
select is(
    pg_temp.violated(
        $$ update commerce.reservations as r set status = 'open'
           from commerce.orders as n where n.reservation_id = r.id
           and n.id = (select o.id from o where o.k = 3) $$
    ),
    '{commerce.orders_match_reservations}', 'and a paid order that can expire'
);
select is(
    pg_temp.violated(
        $$ update commerce.reservations as r set expires_at = core.now()
           from commerce.orders as n where n.reservation_id = r.id
           and n.id = (select o.id from o where o.k = 1);
           select commerce.run_expire_reservations() $$
    ),
    '{}', 'an order whose reservation ended before it was cancelled is right'
);

-- And: a purchase of which a part came.
do $$
begin
    perform tests.small_purchases();
    perform tests.purchase();
    perform commerce._receive_purchase(jsonb_build_object(
        'purchase_order_id', o.id, 'is_last', false,
        'lines', '[{"sku": "SHIRT-S", "quantity": 10}]'::jsonb
    ))
    from commerce.purchase_orders as o;
end;
$$;
select is(
    pg_temp.violated('update commerce.purchase_orders set total_minor = 1'),
    '{commerce.purchase_totals_are_sums}',
    'and a total of a purchase that is not the sum of its lines'
);
select is(
    pg_temp.violated('update commerce.purchase_order_lines set received = quantity'),
    '{commerce.open_purchases_are_incomplete,commerce.receipts_are_moved}',
    'and what was received without a movement'
);
select is(
    pg_temp.violated(
        $$ update commerce.stock_levels as l set on_hand = l.on_hand + 1
           from commerce.variants as v where v.id = l.variant_id and v.sku = 'MUG' $$
    ),
    '{commerce.levels_equal_ledger}', 'and a level that is not the sum of its movements'
);

select is(
    pg_temp.violated(
        $$ delete from commerce.stock_levels as l
           where l.on_hand = 0 and not exists (
               select from commerce.reservation_lines as n
               where (n.variant_id, n.location_id) = (l.variant_id, l.location_id)
           ) $$
    ),
    '{commerce.variants_have_levels}', 'and a missing level'
);
select is(
    pg_temp.violated(
        $$ alter table commerce.variants disable trigger t20_freeze_kind;
           update commerce.variants set is_bundle = true where sku = 'SHIRT-L' $$
    ),
    '{commerce.bundles_are_flat}', 'and a bundle in a bundle'
);

-- And: a shirt with one image in two versions.
do $$ begin
    perform tests.add_image('Shirt', 'two', tests.add_image('Shirt', 'one'));
end; $$;
select is(
    pg_temp.violated(
        $$ update commerce.media set variant_id = (
               select v.id from commerce.variants as v where v.sku = 'MUG'
           ) $$
    ),
    '{commerce.media_shows_a_variant_of_its_product}',
    'and an image of another product''s variant'
);
select is(
    pg_temp.violated('update commerce.media_versions set is_active = false'),
    '{commerce.media_has_an_active_version}', 'and an image without an active version'
);
select is(
    pg_temp.violated(
        $$ delete from commerce.media_renditions where version = 2 $$
    ),
    '{commerce.active_media_is_ready}', 'and an active version without files'
);
select is(
    pg_temp.violated(
        $$ update commerce.media_versions
           set status = 'pending', decided_at = null, storage_key = null
           where version = 1 $$
    ),
    '{commerce.renditions_belong_to_ready_media}',
    'and files of a version that is not ready'
);

-- And: shipments and sales.
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
do $$ begin perform pg_temp.ship(999); end; $$;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 1::bigint,
    'a shipment without a sale is found'
);
select commerce._record_sales(array[
    tests.sale('SHIRT-S', 'MAIN', 1, p_reference => 'order:999', p_order_id => 999),
    tests.sale('MUG', 'SHOP', 1)
])::text;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 0::bigint,
    'with its sale it is right; a sale over the counter has no order'
);
select commerce._record_sales(array[
    tests.sale(
        'SHIRT-S', 'MAIN', -1, p_reference => 'order:999:return', p_order_id => 999
    )
])::text;
select is(
    pg_temp.violations('commerce.sales_equal_shipments'), 1::bigint,
    'a return without a movement is found'
);


-- And: sums and histories of both ledgers.
do $$ begin perform tests.fold_reports(); end; $$;
create function pg_temp.violated_sums(p_break text) returns text[] language sql as $$
    select array(
        select v.name from unnest(pg_temp.violated(p_break)) as v (name)
        where v.name ~ '_sums_'
    )
$$;
select is(pg_temp.violated_sums('select'), '{}', 'sums equal the ledgers');
select is(
    array(
        select pg_temp.violated_sums(format(
            'update commerce.%s set %s where kind = %L', s.name, s.change, s.kind
        ))::text
        from (
            values
            ('sales_sums', 'quantity = quantity + 1', 'day'),
            ('sales_sums', 'amount_minor = amount_minor + 1', 'day'),
            ('sales_sums', 'amount_minor = amount_minor + 1', 'total_day'),
            ('sales_sums', 'quantity = quantity + 1', 'location_month'),
            ('stock_sums', 'change = change + 1', 'day'),
            ('stock_sums', 'change = change + 1', 'location_month')
        ) as s (name, change, kind)
    ),
    array_fill('{commerce.sales_sums_equal_sales}'::text, '{4}')
    || array_fill('{commerce.stock_sums_equal_ledger}'::text, '{2}'),
    'a sum of any kind that is not the ledger''s is found'
);
select is(
    pg_temp.violated_sums('update commerce.sales_histories set quantities[1] = 1000'),
    '{commerce.sales_sums_equal_sales}', 'and a history of sales'
);
select is(
    pg_temp.violated_sums('update commerce.stock_histories set quantities[1] = 1000'),
    '{commerce.stock_sums_equal_ledger}', 'and one of stock'
);
select is(
    pg_temp.violated_sums(
        $$
        update commerce.sales_sums set starts_on = starts_on + 1 where kind = 'day'
        $$
    ),
    '{commerce.sales_sums_equal_sales}', 'and a sale on the wrong day'
);
select is(
    pg_temp.violated_sums(
        $$ update commerce.ledger_readers set read_id = read_id - 1
           where name in ('sales_sums', 'stock_sums') $$
    ),
    '{commerce.sales_sums_equal_sales,commerce.stock_sums_equal_ledger}',
    'and a position that does not belong to the sums'
);

select * from finish();
rollback;
