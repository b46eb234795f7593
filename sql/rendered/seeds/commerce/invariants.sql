-- Rendered from sql/seeds/commerce/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of commerce that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'commerce.levels_equal_ledger',
    'commerce',
    $$
    select
        coalesce(l.variant_id, e.variant_id) as variant_id,
        coalesce(l.location_id, e.location_id) as location_id,
        l.on_hand, e.on_hand as ledger_on_hand,
        l.reserved, e.reserved as ledger_reserved,
        l.damaged, e.damaged as ledger_damaged,
        l.in_transit, e.in_transit as ledger_in_transit
    from (
        select
            s.variant_id, s.location_id, sum(s.on_hand) as on_hand,
            sum(s.reserved) as reserved, sum(s.damaged) as damaged,
            sum(s.in_transit) as in_transit
        from commerce.stock_levels as s
        group by s.variant_id, s.location_id
    ) as l
    full join (
        select
            s.variant_id,
            s.location_id,
            coalesce(
                sum(s.change) filter (where s.state in ('on_hand', 'reserved')), 0
            ) as on_hand,
            coalesce(sum(s.change) filter (where s.state = 'reserved'), 0) as reserved,
            coalesce(sum(s.change) filter (where s.state = 'damaged'), 0) as damaged,
            coalesce(
                sum(s.change) filter (where s.state = 'in_transit'), 0
            ) as in_transit
        from commerce.ledger_entries as s
        where s.location_id is not null
        group by s.variant_id, s.location_id
    ) as e on l.variant_id = e.variant_id and l.location_id = e.location_id
    where
        (
            coalesce(l.on_hand, 0), coalesce(l.reserved, 0), coalesce(l.damaged, 0),
            coalesce(l.in_transit, 0)
        ) is distinct from (
            coalesce(e.on_hand, 0), coalesce(e.reserved, 0), coalesce(e.damaged, 0),
            coalesce(e.in_transit, 0)
        )
    $$,
    'The ledger is the truth: set the level to the sums of commerce.ledger_entries.'
),
(
    'commerce.reserved_equals_reservations',
    'commerce',
    $$
    select l.variant_id, l.location_id, l.bucket, l.reserved, coalesce(r.quantity, 0)
    from commerce.stock_levels as l
    left join (
        select n.variant_id, n.location_id, n.bucket, sum(n.quantity) as quantity
        from commerce.reservation_lines as n
        inner join commerce.reservations as s on n.reservation_id = s.id
        where s.status in ('open', 'confirmed')
        group by n.variant_id, n.location_id, n.bucket
    ) as r
        on
            l.variant_id = r.variant_id
            and l.location_id = r.location_id
            and l.bucket = r.bucket
    where l.reserved <> coalesce(r.quantity, 0)
    $$,
    'Release the reservation that no caller has; post the difference as a movement.'
),
(
    'commerce.transfers_are_in_transit',
    'commerce',
    $$
    select l.variant_id, l.location_id, l.in_transit, coalesce(t.quantity, 0)
    from (
        select s.variant_id, s.location_id, sum(s.in_transit) as in_transit
        from commerce.stock_levels as s
        group by s.variant_id, s.location_id
    ) as l
    left join (
        select
            s.variant_id, s.to_location_id,
            sum(s.quantity - s.received - s.lost) as quantity
        from commerce.transfers as s
        where s.ended_at is null
        group by s.variant_id, s.to_location_id
    ) as t on l.variant_id = t.variant_id and l.location_id = t.to_location_id
    where l.in_transit <> coalesce(t.quantity, 0)
    $$,
    'Post the difference as a movement between in_transit and on_hand.'
),
(
    'commerce.orders_are_folded',
    'commerce',
    $$
    select o.id
    from commerce.orders as o
    where
        o.state is distinct from commerce._fold_order(o.id, p_use_snapshots => false)
        or o.version <> (
            select count(*) from commerce.order_events as e where e.order_id = o.id
        )
    $$,
    'Fold them again: select commerce.rebuild_orders().'
),
(
    'commerce.parcels_are_projected',
    'commerce',
    $$
    select o.id, l.fault
    from commerce.orders as o
    cross join lateral (
        (
            select 'parcels' as fault
            from (
                (
                    select * from commerce._list_state_parcels(o.id, o.state)
                    except
                    select * from commerce.parcels as p where p.order_id = o.id
                )
                union all
                (
                    select * from commerce.parcels as p where p.order_id = o.id
                    except
                    select * from commerce._list_state_parcels(o.id, o.state)
                )
            ) as d
            limit 1
        )
        union all
        (
            select 'lines'
            where
                (
                    select coalesce(jsonb_object_agg(k.number, k.fields -> 'pieces'), '{}')
                    from jsonb_each(o.state -> 'parcels') as k (number, fields)
                ) <> (
                    select coalesce(jsonb_object_agg(n.parcel, n.pieces), '{}')
                    from (
                        select
                            l.parcel,
                            jsonb_object_agg(l.variant_id, l.quantity) as pieces
                        from commerce.parcel_lines as l
                        where l.order_id = o.id
                        group by l.parcel
                    ) as n
                )
        )
    ) as l
    $$,
    'Fold them again: select commerce.rebuild_orders().'
),
(
    'commerce.order_snapshots_are_folded',
    'commerce',
    $$
    select s.order_id, s.version
    from commerce.order_snapshots as s
    where
        s.state is distinct from commerce._fold_order(
            s.order_id, s.version, p_use_snapshots => false
        )
    $$,
    'Fold them again: select commerce.rebuild_orders().'
),
(
    'commerce.orders_total_their_lines',
    'commerce',
    $$
    select o.id
    from commerce.orders as o
    left join (
        select
            l.order_id,
            sum(l.total_minor) as total_minor,
            sum(l.tax_minor) as tax_minor,
            sum(l.discount_minor) as discount_minor
        from commerce.order_lines as l
        group by l.order_id
    ) as s on o.id = s.order_id
    where
        (
            o.total_minor, (o.state ->> 'tax_minor')::numeric,
            (o.state ->> 'discount_minor')::numeric
        )
        is distinct from (s.total_minor, s.tax_minor, s.discount_minor)
    $$,
    'The lines are what was agreed: correct the first event of the order.'
),
(
    'commerce.orders_hold_their_stock',
    'commerce',
    $$
    select coalesce(p.reservation_id, h.reservation_id) as reservation_id
    from (
        select o.reservation_id, p.location_id, l.variant_id, sum(l.quantity) as quantity
        from commerce.orders as o
        inner join commerce.reservations as r
            on o.reservation_id = r.id and r.status in ('open', 'confirmed')
        inner join commerce.parcels as p
            on o.id = p.order_id and p.status in ('waiting', 'open', 'packed')
        inner join commerce.parcel_lines as l
            on p.order_id = l.order_id and p.parcel = l.parcel
        group by o.reservation_id, p.location_id, l.variant_id
    ) as p
    full join (
        select h.reservation_id, h.location_id, h.variant_id, sum(h.quantity) as quantity
        from commerce.reservation_lines as h
        inner join commerce.orders as o on h.reservation_id = o.reservation_id
        inner join commerce.reservations as r
            on
                h.reservation_id = r.id
                and r.status in ('open', 'confirmed', 'shipped')
        where h.quantity > 0
        group by h.reservation_id, h.location_id, h.variant_id
    ) as h
        on
            p.reservation_id = h.reservation_id
            and p.location_id = h.location_id
            and p.variant_id = h.variant_id
    where p.quantity is distinct from h.quantity
    $$,
    'Compare the movements order:<id> and reservation:<id>, then correct the lines.'
),
(
    'commerce.orders_match_reservations',
    'commerce',
    $$
    select o.id, o.status, r.status as reservation
    from commerce.orders as o
    inner join commerce.reservations as r on o.reservation_id = r.id
    where
        (o.status = 'placed' and r.status in ('confirmed', 'shipped'))
        or (o.status in ('paid', 'packed') and r.status <> 'confirmed')
        or (
            o.status in ('shipped', 'delivered', 'returned') and r.status <> 'shipped'
        )
        or (o.state ? 'cancelled_at' and r.status not in ('released', 'expired'))
    $$,
    'Compare the movements order:<id> and reservation:<id>, then correct the status.'
),
(
    'commerce.purchase_totals_are_sums',
    'commerce',
    $$
    select o.id, o.total_minor
    from commerce.purchase_orders as o
    where
        o.total_minor <> coalesce(
            (
                select sum(n.quantity * n.unit_cost_minor)
                from commerce.purchase_order_lines as n
                where n.purchase_order_id = o.id
            ),
            0
        )
    $$,
    'Set total_minor to the sum of the lines.'
),
(
    'commerce.receipts_are_moved',
    'commerce',
    $$
    select n.purchase_order_id, n.variant_id, n.received
    from commerce.purchase_order_lines as n
    inner join commerce.purchase_orders as o on n.purchase_order_id = o.id
    where
        n.received <> coalesce(
            (
                select sum(m.quantity)
                from commerce.stock_movements as m
                where
                    m.variant_id = n.variant_id
                    and m.type = 'receive'
                    and m.to_location_id = o.location_id
                    and m.reference = 'purchase:' || o.id
            ),
            0
        )
    $$,
    'Adjust the stock, or the line, to what came.'
),
(
    'commerce.open_purchases_are_incomplete',
    'commerce',
    $$
    select o.id, o.status
    from commerce.purchase_orders as o
    where
        o.closed_at is null
        and not exists (
            select
            from commerce.purchase_order_lines as n
            where n.purchase_order_id = o.id and n.received < n.quantity
        )
    $$,
    'Close the order by receive_purchase with is_last.'
),
(
    'commerce.sales_equal_shipments',
    'commerce',
    $$
    select
        coalesce(s.order_id, m.order_id) as order_id,
        coalesce(s.variant_id, m.variant_id) as variant_id,
        coalesce(s.location_id, m.location_id) as location_id,
        s.quantity, m.quantity as ledger_quantity
    from (
        select o.order_id, o.variant_id, o.location_id, sum(o.quantity) as quantity
        from commerce.sales as o
        where o.order_id is not null
        group by o.order_id, o.variant_id, o.location_id
    ) as s
    full join (
        select
            substr(o.reference, 7)::bigint as order_id,
            o.variant_id,
            coalesce(o.from_location_id, o.to_location_id) as location_id,
            sum(
                case when o.type = 'ship' then o.quantity else -o.quantity end
            ) as quantity
        from commerce.stock_movements as o
        where
            o.type in ('ship', 'return')
            and o.reference ~ '^order:[0-9]{1,18}$'
        group by 1, 2, 3
    ) as m
        on
            s.order_id = m.order_id
            and s.variant_id = m.variant_id
            and s.location_id = m.location_id
    where coalesce(s.quantity, 0) <> coalesce(m.quantity, 0)
    $$,
    'Record the sale that the movement is without, or post the movement of the sale.'
),
(
    'commerce.sales_add_up_to_orders',
    'commerce',
    $$
    select o.id as order_id, o.total_minor, s.amount_minor
    from (
        select n.order_id, sum(n.amount_minor) as amount_minor
        from commerce.sales as n
        where n.order_id is not null and n.quantity > 0
        group by n.order_id
    ) as s
    inner join commerce.orders as o on s.order_id = o.id
    where
        o.status in ('shipped', 'delivered', 'returned')
        and s.amount_minor <> o.total_minor
    $$,
    'Record the difference as a sale of the order.'
),
(
    'commerce.sales_sums_equal_sales',
    'commerce',
    $$
    with sampled as materialized (
        select v.id as variant_id
        from commerce.variants as v
        order by hashint8extended(v.id, extract(epoch from core.now())::bigint)
        limit 500
    ),

    sold as materialized (
        select
            (s.sold_at at time zone z.name)::date as day,
            s.variant_id, s.location_id, s.currency, s.quantity, s.amount_minor
        from commerce.sales as s
        inner join commerce.ledger_readers as r
            on r.name = 'sales_sums' and s.id <= r.read_id
        cross join (select commerce._report_zone() as name offset 0) as z
        where s.variant_id in (select p.variant_id from sampled as p)
    ),

    monthly as (
        select
            date_trunc('month', s.day::timestamp)::date as month,
            s.variant_id, s.currency, sum(s.quantity) as quantity,
            sum(s.amount_minor) as amount_minor
        from sold as s
        group by 1, 2, 3
    ),

    parts as (
        select
            'day' as kind, s.day as starts_on, s.variant_id, s.location_id, s.currency,
            s.quantity, s.amount_minor
        from sold as s
        union all
        select
            s.kind, s.starts_on, s.variant_id, s.location_id, s.currency, -s.quantity,
            -s.amount_minor
        from commerce.sales_sums as s
        where
            s.kind <> 'day'
            or s.variant_id in (select p.variant_id from sampled as p)
        union all
        select
            k.kind, k.starts_on, 0, k.location_id, s.currency, s.quantity, s.amount_minor
        from commerce.sales_sums as s
        cross join lateral (
            values
            ('total_day', s.starts_on, 0),
            (
                'location_month', date_trunc('month', s.starts_on::timestamp)::date,
                s.location_id
            )
        ) as k (kind, starts_on, location_id)
        where s.kind = 'day'
        union all
        select
            'history', m.month, m.variant_id, 0, m.currency, sum(m.quantity) over w,
            sum(m.amount_minor) over w
        from monthly as m
        window w as (partition by m.variant_id, m.currency order by m.month)
        union all
        select
            'history', u.month, h.variant_id, 0, h.currency, -u.quantity, -u.amount_minor
        from commerce.sales_histories as h
        cross join
            unnest(h.months, h.quantities, h.amounts_minor)
            as u (month, quantity, amount_minor)
        where h.variant_id in (select p.variant_id from sampled as p)
    )

    select
        p.kind, p.starts_on, p.variant_id, p.location_id, p.currency,
        sum(p.quantity) as missing, sum(p.amount_minor) as missing_minor
    from parts as p
    group by p.kind, p.starts_on, p.variant_id, p.location_id, p.currency
    having sum(p.quantity) <> 0 or sum(p.amount_minor) <> 0
    $$,
    'Fold the ledgers anew: select commerce.rebuild_report_sums().'
),
(
    'commerce.stock_sums_equal_ledger',
    'commerce',
    $$
    with sampled as materialized (
        select v.id as variant_id
        from commerce.variants as v
        order by hashint8extended(v.id, extract(epoch from core.now())::bigint)
        limit 500
    ),

    moved as materialized (
        select
            (e.effective_at at time zone z.name)::date as day,
            e.variant_id, e.location_id, e.change
        from commerce.ledger_entries as e
        inner join commerce.ledger_readers as r
            on r.name = 'stock_sums' and e.id <= r.read_id
        cross join (select commerce._report_zone() as name offset 0) as z
        where
            e.state in ('on_hand', 'reserved')
            and e.variant_id in (select p.variant_id from sampled as p)
    ),

    monthly as (
        select
            date_trunc('month', m.day::timestamp)::date as month, m.variant_id,
            sum(m.change) as change
        from moved as m
        group by 1, 2
    ),

    parts as (
        select 'day' as kind, m.day as starts_on, m.variant_id, m.location_id, m.change
        from moved as m
        union all
        select s.kind, s.starts_on, s.variant_id, s.location_id, -s.change
        from commerce.stock_sums as s
        where
            s.kind <> 'day'
            or s.variant_id in (select p.variant_id from sampled as p)
        union all
        select
            'location_month', date_trunc('month', s.starts_on::timestamp)::date, 0,
            s.location_id, s.change
        from commerce.stock_sums as s
        where s.kind = 'day'
        union all
        select
            'history', u.month, h.variant_id, 0,
            u.quantity - (
                select coalesce(sum(m.change), 0)
                from monthly as m
                where m.variant_id = h.variant_id and m.month <= u.month
            )
        from commerce.stock_histories as h
        cross join unnest(h.months, h.quantities) as u (month, quantity)
        where h.variant_id in (select p.variant_id from sampled as p)
    )

    select
        p.kind, p.starts_on, p.variant_id, p.location_id, sum(p.change) as missing
    from parts as p
    group by p.kind, p.starts_on, p.variant_id, p.location_id
    having sum(p.change) <> 0
    $$,
    'Fold the ledgers anew: select commerce.rebuild_report_sums().'
),
(
    'commerce.variants_have_levels',
    'commerce',
    $$
    select v.sku, l.code
    from commerce.variants as v
    cross join commerce.locations as l
    where
        not v.is_bundle
        and l.is_active
        and l.has_full_range
        and not exists (
            select
            from commerce.stock_levels as s
            where s.variant_id = v.id and s.location_id = l.id
        )
    $$,
    'Insert the missing rows of commerce.stock_levels with bucket 0.'
),
(
    'commerce.bundles_are_flat',
    'commerce',
    $$
    select b.sku as bundle, v.sku as component
    from commerce.bundle_components as c
    inner join commerce.variants as b on c.bundle_id = b.id
    inner join commerce.variants as v on c.variant_id = v.id
    where not b.is_bundle or v.is_bundle
    $$,
    'Delete the row of commerce.bundle_components.'
),
(
    'commerce.media_has_an_active_version',
    'commerce',
    $$
    select v.media_id, count(*) filter (where v.is_active) as active
    from commerce.media_versions as v
    where v.status = 'ready'
    group by v.media_id
    having count(*) filter (where v.is_active) <> 1
    $$,
    'Activate the newest ready version: activate_media_version.'
),
(
    'commerce.active_media_is_ready',
    'commerce',
    $$
    select v.media_id, v.version, v.status
    from commerce.media_versions as v
    where
        v.is_active
        and (
            v.status <> 'ready'
            or not exists (
                select from commerce.media_renditions as r
                where
                    r.media_id = v.media_id
                    and r.version = v.version
                    and r.format = 'webp'
            )
        )
    $$,
    'Register the image again as a new version.'
),
(
    'commerce.renditions_belong_to_ready_media',
    'commerce',
    $$
    select r.media_id, r.version, r.name, r.format, v.status
    from commerce.media_renditions as r
    inner join commerce.media_versions as v
        on r.media_id = v.media_id and r.version = v.version
    where v.status <> 'ready'
    $$,
    'Delete the renditions of a version that is not ready.'
),
(
    'commerce.media_shows_a_variant_of_its_product',
    'commerce',
    $$
    select m.id, m.product_id, m.variant_id
    from commerce.media as m
    inner join commerce.variants as v on m.variant_id = v.id
    where v.product_id <> m.product_id
    $$,
    'Set commerce.media.variant_id to null.'
),
(
    'commerce.sync_versions_are_counted',
    'commerce',
    $$
    select r.id, e.key as field, e.value, r.version
    from commerce.sync_records as r
    cross join jsonb_each(r.fields) as e
    where
        greatest(
            (e.value #>> '{us,version}')::bigint, (e.value #>> '{pms,seen}')::bigint
        ) > r.version
    $$,
    'Set version to the greatest version that the fields name.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
