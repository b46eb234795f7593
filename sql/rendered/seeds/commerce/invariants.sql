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
    'commerce.daily_activity_equals_ledgers',
    'commerce',
    $$
    with settled as (
        select r.refreshed_at - interval '1 hour' as at
        from core.view_refreshes as r
        where r.view_name = 'commerce.daily_activity'
    ),

    facts as (
        select
            m.variant_id, m.to_location_id as location_id, m.quantity as on_hand,
            0 as quantity, 0 as amount_minor, m.created_at
        from commerce.stock_movements as m
        where m.to_state in ('on_hand', 'reserved')
        union all
        select
            m.variant_id, m.from_location_id, -m.quantity, 0, 0, m.created_at
        from commerce.stock_movements as m
        where m.from_state in ('on_hand', 'reserved')
        union all
        select
            s.variant_id, s.location_id, 0, s.quantity, s.amount_minor, s.created_at
        from commerce.sales as s
    ),

    wanted as (
        select
            f.variant_id, f.location_id, sum(f.on_hand) as on_hand,
            sum(f.quantity) as quantity, sum(f.amount_minor) as amount_minor
        from facts as f
        group by f.variant_id, f.location_id
        having max(f.created_at) < (select s.at from settled as s)
    )

    select
        w.variant_id, w.location_id, w.on_hand, a.on_hand, w.quantity, a.quantity,
        w.amount_minor, a.amount_minor
    from wanted as w
    left join (
        select
            d.variant_id, d.location_id, sum(d.on_hand_change) as on_hand,
            sum(d.sold_quantity) as quantity, sum(d.sold_amount_minor) as amount_minor
        from commerce.daily_activity as d
        group by d.variant_id, d.location_id
    ) as a on w.variant_id = a.variant_id and w.location_id = a.location_id
    where
        (w.on_hand, w.quantity, w.amount_minor) is distinct from (
            coalesce(a.on_hand, 0), coalesce(a.quantity, 0), coalesce(a.amount_minor, 0)
        )
    $$,
    'Refresh the view: core.refresh_view(''commerce.daily_activity'').'
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
