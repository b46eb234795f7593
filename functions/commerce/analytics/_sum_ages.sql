-- commerce._sum_ages: how much of the stock on hand came in the last 30, 60, 90 days.
--
-- The oldest pieces leave first, so what is on hand came last: of a level, as much as
-- it received in 30 days is at most 30 days old. Levels that received nothing in 90
-- days are older as a whole, and only their total is read.

create or replace function commerce._sum_ages(p_by text)
    returns table (
        group_id bigint,
        quantity bigint,
        to_30 bigint,
        to_60 bigint,
        to_90 bigint
    )
    language plpgsql
    stable
    security invoker
    rows 50000
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_today constant date := (core.now() at time zone commerce._report_zone())::date;
begin
    return query
    with received as (
        select
            d.variant_id,
            d.location_id,
            sum(d.received) filter (where d.day >= v_today - 30)::bigint as to_30,
            sum(d.received) filter (where d.day >= v_today - 60)::bigint as to_60,
            sum(d.received)::bigint as to_90
        from (
            select s.starts_on as day, s.variant_id, s.location_id, s.received
            from commerce.stock_sums as s
            where s.kind = 'day' and s.starts_on >= v_today - 90 and s.received > 0
            union all
            select c.day, c.variant_id, c.location_id, c.received
            from commerce._list_stock_changes(commerce._unfolded_ids('stock_sums')) as c
            where c.day >= v_today - 90
        ) as d
        group by d.variant_id, d.location_id
    ),

    held as (
        select
            r.variant_id,
            r.location_id,
            least(l.on_hand, coalesce(r.to_30, 0)) as to_30,
            least(l.on_hand, coalesce(r.to_60, 0)) as to_60,
            least(l.on_hand, r.to_90) as to_90
        from received as r
        cross join lateral (
            select sum(s.on_hand) as on_hand
            from commerce.stock_levels as s
            where s.variant_id = r.variant_id and s.location_id = r.location_id
        ) as l
    ),

    young as (
        select
            h.variant_id,
            case when p_by = 'location' then h.location_id end as location_id,
            sum(h.to_30)::bigint as to_30,
            sum(h.to_60)::bigint as to_60,
            sum(h.to_90)::bigint as to_90
        from held as h
        group by 1, 2
    ),

    totals as not materialized (
        select
            c.variant_id, null::bigint as location_id, c.closing as quantity, y.to_30,
            y.to_60, y.to_90
        from commerce._sum_variant_stock('9999-12-31', '9999-12-31') as c
        left join young as y on c.variant_id = y.variant_id
        where p_by <> 'location'
        union all
        select null, y.location_id, 0, y.to_30, y.to_60, y.to_90
        from young as y
        where p_by = 'location'
        union all
        select null, c.location_id, c.quantity, 0, 0, 0
        from commerce._location_stock_at('9999-12-31') as c
        where p_by = 'location'
    )

    select
        t.variant_id, t.quantity, coalesce(t.to_30, 0), coalesce(t.to_60, 0),
        coalesce(t.to_90, 0)
    from totals as t
    where p_by = 'sku' and t.quantity > 0
    union all
    select
        case p_by
            when 'location' then t.location_id
            when 'product' then v.product_id
            when 'category' then coalesce(p.category_id, 0)
            when 'brand' then coalesce(p.brand_id, 0)
        end,
        sum(t.quantity)::bigint, coalesce(sum(t.to_30), 0)::bigint,
        coalesce(sum(t.to_60), 0)::bigint, coalesce(sum(t.to_90), 0)::bigint
    from totals as t
    left join commerce.variants as v on t.variant_id = v.id
    left join commerce.products as p on v.product_id = p.id
    where p_by <> 'sku'
    group by 1
    having sum(t.quantity) > 0;
end;
$$;

comment on function commerce._sum_ages(text) is
$$Stock on hand per group, and how much of it is at most 30, 60 and 90 days old.

group_id: as that of commerce._sum_sales.
$$;
