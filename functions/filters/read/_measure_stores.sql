-- filters._measure_stores: lines, prices and bits of each selected store, in one pass.
--
-- Few cells are looked up by their keys. If that would be more work than a scan, the
-- cells of the stores are read in index order and the sets of ids are hashed once: `is
-- true` keeps the planner from turning them into joins, whose plans may be lookups
-- again. Bits of changed baskets are left out: filters._measure_changes adds those
-- baskets.

create or replace function filters._measure_stores(
    p_selection filters.selection,
    p_measure text,
    p_changes filters.measured_changes
)
    returns setof filters.measured_store
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_categories_span filters.span := filters._span_of(p_selection.category_ids);
    v_brands_span filters.span := filters._span_of(p_selection.brand_ids);
    v_groups bigint[] := filters._select_groups('store', p_selection);
    v_is_scan boolean := filters._is_scan_cheaper(
        cardinality(v_categories)::bigint * cardinality(v_brands)
    );
    v_has_bits boolean := p_measure = 'basket_size';
    v_has_prices boolean := p_measure = 'price';
begin
    return query
    select
        f.group_id,
        f.lines,
        f.low,
        f.high,
        f.bound_low,
        f.bound_high,
        case when m.mask is null then f.bits else f.bits & ~m.mask end::bit varying,
        f.price_counts
    from (
        select
            c.group_id,
            sum(c.lines)::bigint as lines,
            min(c.price_min) filter (where c.is_exact) as low,
            max(c.price_max) filter (where c.is_exact) as high,
            min(c.price_min) filter (where not c.is_exact) as bound_low,
            max(c.price_max) filter (where not c.is_exact) as bound_high,
            (bit_or(c.bits) filter (where v_has_bits))::bit varying as bits,
            case
                when v_has_prices then array[
                    sum(c.price_counts[1]) filter (where v_has_prices),
                    sum(c.price_counts[2]) filter (where v_has_prices),
                    sum(c.price_counts[3]) filter (where v_has_prices),
                    sum(c.price_counts[4]) filter (where v_has_prices),
                    sum(c.price_counts[5]) filter (where v_has_prices),
                    sum(c.price_counts[6]) filter (where v_has_prices),
                    sum(c.price_counts[7]) filter (where v_has_prices),
                    sum(c.price_counts[8]) filter (where v_has_prices),
                    sum(c.price_counts[9]) filter (where v_has_prices),
                    sum(c.price_counts[10]) filter (where v_has_prices)
                ]::bigint[]
            end as price_counts
        from (
            select n.*
            from unnest(v_groups) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select o.*
                    from filters.cells as o
                    where o.group_id = p.id and o.category_id = k.id and o.brand_id = b.id
                    limit 1
                ) as n
            where not v_is_scan
            union all
            select n.*
            from unnest(v_groups) as p (id)
            cross join lateral (
                select o.*
                from filters.cells as o
                where
                    o.group_id = p.id
                    and o.category_id
                    between v_categories_span.low and v_categories_span.high
                    and o.brand_id between v_brands_span.low and v_brands_span.high
                    and (o.category_id in (select unnest(v_categories))) is true
                    and (o.brand_id in (select unnest(v_brands))) is true
                offset 0
            ) as n
            where v_is_scan
        ) as c
        group by c.group_id
    ) as f
    left join unnest(p_changes.group_ids, p_changes.masks) as m (group_id, mask)
        on f.group_id = m.group_id;
end;
$$;

grant execute on function filters._measure_stores(
    filters.selection, text, filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure_stores(
    filters.selection, text, filters.measured_changes
) is
$$Stores with a matching folded line: lines, prices, and what the measure needs.

For basket_size the bits of unchanged baskets, for price the lines per bucket.
$$;
