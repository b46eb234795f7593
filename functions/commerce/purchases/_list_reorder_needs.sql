-- commerce._list_reorder_needs: what the rules of a location find is to be bought.
--
-- Position = on hand - reserved + in transit + open purchases, where a reservation
-- that has expired no longer counts. An order that failed still counts, until it is
-- cancelled. Method min_max: below the minimum, up to the maximum. Method demand:
-- below the mean daily sales over lead time and wait, and the safety stock (service
-- factor x standard deviation x the root of these days); up to that and cover_days of
-- mean sales. The wait is the days until the vendor's next order day. Days are spans of
-- 24 hours that end now; one without a sale counts as 0.

create or replace function commerce._list_reorder_needs(p_location_id bigint)
    returns setof commerce.reorder_need
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with clock as materialized (
        select
            core.now() as now,
            (core.setting('commerce.reorder_history_days'))::integer as days
    ),

    held as (
        select
            l.variant_id,
            sum(l.on_hand)::integer as on_hand,
            sum(l.reserved)::integer as reserved,
            sum(l.in_transit)::integer as in_transit
        from commerce.stock_levels as l
        where l.location_id = p_location_id
        group by l.variant_id
    ),

    expired as (
        select n.variant_id, sum(n.quantity)::integer as quantity
        from clock as c
        inner join commerce.reservations as r
            on r.status = 'open' and r.expires_at <= c.now
        inner join commerce.reservation_lines as n on r.id = n.reservation_id
        where n.location_id = p_location_id
        group by n.variant_id
    ),

    purchased as (
        select
            n.variant_id,
            sum(greatest(n.quantity - n.received, 0))::integer as quantity
        from commerce.purchase_orders as o
        inner join commerce.purchase_order_lines as n on o.id = n.purchase_order_id
        where o.location_id = p_location_id and o.closed_at is null
        group by n.variant_id
    ),

    sold as (
        select
            m.variant_id,
            div(
                extract(epoch from c.now - m.effective_at)::numeric, 86400
            ) as day,
            sum(m.quantity)::numeric as quantity
        from clock as c
        inner join commerce.stock_movements as m
            on
                m.effective_at <= c.now
                and m.effective_at > c.now - make_interval(hours => 24 * c.days)
        where m.from_location_id = p_location_id and m.to_state = 'sold'
        group by m.variant_id, day
    ),

    demand as (
        select
            s.variant_id,
            sum(s.quantity) / c.days as mean,
            sqrt(
                sum(s.quantity ^ 2) / c.days - (sum(s.quantity) / c.days) ^ 2
            ) as deviation
        from sold as s
        cross join clock as c
        group by s.variant_id, c.days
    ),

    asking as (
        select
            v.id,
            (
                commerce._next_order_at(v.order_days, v.timezone, c.now)
                at time zone v.timezone
            )::date - (c.now at time zone v.timezone)::date as wait_days,
            v.lead_time_days
        from commerce.vendors as v
        cross join clock as c
        where v.is_active
    ),

    counted as (
        select
            r.*,
            coalesce(h.on_hand, 0) as on_hand,
            coalesce(h.reserved, 0) - coalesce(e.quantity, 0) as reserved,
            coalesce(h.in_transit, 0) as in_transit,
            coalesce(p.quantity, 0) as purchased,
            coalesce(d.mean, 0) as mean,
            coalesce(d.deviation, 0) as deviation,
            a.wait_days,
            coalesce(r.lead_time_days, a.lead_time_days) as lead_days
        from commerce.reorder_rules as r
        inner join asking as a on r.vendor_id = a.id
        inner join commerce.locations as o on r.location_id = o.id and o.is_active
        inner join commerce.variants as v on r.variant_id = v.id
        inner join commerce.products as t
            on v.product_id = t.id and t.status <> 'archived' and t.deleted_at is null
        left join held as h on r.variant_id = h.variant_id
        left join expired as e on r.variant_id = e.variant_id
        left join purchased as p on r.variant_id = p.variant_id
        left join demand as d on r.variant_id = d.variant_id
        where r.location_id = p_location_id and r.is_enabled
    ),

    pointed as (
        select
            c.*,
            c.on_hand - c.reserved as stock,
            c.on_hand - c.reserved + c.in_transit + c.purchased as position,
            s.safety,
            case
                when c.method = 'min_max' then c.minimum
                else greatest(
                    ceil(round(c.mean * (c.lead_days + c.wait_days) + s.safety, 6)),
                    c.minimum
                )::integer
            end as reorder_point
        from counted as c
        cross join lateral (
            values (
                c.service_factor * c.deviation
                * sqrt((c.lead_days + c.wait_days)::numeric)
            )
        ) as s (safety)
    ),

    aimed as (
        select
            p.*,
            case
                when p.method = 'min_max' then p.maximum
                else least(
                    greatest(
                        ceil(
                            round(
                                p.mean * (p.lead_days + p.wait_days + p.cover_days)
                                + p.safety,
                                6
                            )
                        ),
                        p.reorder_point
                    ),
                    coalesce(p.maximum, 1000000)
                )::integer
            end as target
        from pointed as p
    )

    select
        a.variant_id,
        a.vendor_id,
        a.pack_size,
        a.unit_cost_minor,
        a.stock,
        a.reorder_point,
        case
            when a.position < a.reorder_point and a.position < a.target
                then ceil((a.target - a.position)::numeric / a.pack_size)::integer
                * a.pack_size
            else 0
        end,
        jsonb_build_object(
            'method', a.method,
            'on_hand', a.on_hand,
            'reserved', a.reserved,
            'in_transit', a.in_transit,
            'purchased', a.purchased,
            'mean_daily', round(a.mean, 3),
            'deviation_daily', round(a.deviation, 3),
            'lead_days', a.lead_days,
            'wait_days', a.wait_days,
            'reorder_point', a.reorder_point,
            'target', a.target,
            'pack_size', a.pack_size
        )
    from aimed as a
$$;

comment on function commerce._list_reorder_needs(bigint) is
$$One need per enabled rule of a location, of an active vendor and a product in use.

Units: variants.unit; days.
$$;
