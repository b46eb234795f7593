-- commerce._sum_turnover: sales and stock of each group in a period.

create or replace function commerce._sum_turnover(
    p_since date, p_until date, p_by text, p_variant_ids bigint[] default null
)
    returns table (
        group_id bigint,
        sold bigint,
        opening bigint,
        closing bigint
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
#variable_conflict use_column
begin
    if p_by = 'location' then
        return query
        select
            l.location_id, sum(l.sold)::bigint, sum(l.opening)::bigint,
            sum(l.closing)::bigint
        from (
            select s.location_id, s.quantity as sold, 0 as opening, 0 as closing
            from commerce._sum_location_sales(p_since, p_until) as s
            union all
            select o.location_id, 0, o.quantity, 0
            from commerce._location_stock_at(p_since) as o
            union all
            select c.location_id, 0, 0, c.quantity
            from commerce._location_stock_at(p_until + 1) as c
        ) as l
        group by l.location_id;
        return;
    end if;

    return query
    select
        case p_by
            when 'sku' then n.variant_id
            when 'product' then v.product_id
            when 'category' then coalesce(p.category_id, 0)
            when 'brand' then coalesce(p.brand_id, 0)
        end,
        sum(n.sold)::bigint, sum(n.opening)::bigint, sum(n.closing)::bigint
    from (
        select s.variant_id, s.quantity as sold, 0 as opening, 0 as closing
        from commerce._sum_variant_sales(p_since, p_until, p_variant_ids) as s
        union all
        select h.variant_id, 0, h.opening, h.closing
        from commerce._sum_variant_stock(p_since, p_until, p_variant_ids) as h
    ) as n
    left join commerce.variants as v on n.variant_id = v.id
    left join commerce.products as p on v.product_id = p.id
    group by 1;
end;
$$;

comment on function commerce._sum_turnover(date, date, text, bigint[]) is
$$What was sold, and the stock before and after, per group.

group_id: as that of commerce._sum_sales. p_variant_ids: null: all variants.
$$;
