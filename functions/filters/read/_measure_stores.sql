-- filters._measure_stores: lines, prices and baskets of each selected store, in one
-- pass.
--
-- Few cells are looked up by their keys. If that would be more work than a scan, the
-- cells of the stores are read in index order and the sets of ids are hashed once: `is
-- true` keeps the planner from turning them into joins, whose plans may be lookups
-- again. Changed baskets are left out: filters._measure_changes adds them.
--
-- The baskets of a single cell are a stored number. Bits are read only where baskets
-- overlap, in several cells of a store, where some of them have changed, and for a
-- histogram of sizes.

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
    v_changed bigint[] := coalesce(p_changes.group_ids, '{}');
    v_cells bigint := cardinality(v_categories)::bigint * cardinality(v_brands);
    v_is_scan boolean := filters._is_scan_cheaper(v_cells);
    v_has_prices boolean := p_measure is not distinct from 'price';
    v_is_sized boolean := p_measure is not distinct from 'basket_size'
        and num_nonnulls(p_selection.category_ids, p_selection.brand_ids) > 0;
    v_has_bits boolean := v_is_sized or not v_has_prices and v_cells > 1;
begin
    return query
    select
        f.group_id,
        f.lines,
        f.low,
        f.high,
        f.bound_low,
        f.bound_high,
        case when m.mask is null then f.size_low end,
        case when m.mask is null then f.size_high end,
        case
            when m.mask is null then f.size_bound_low
            when n.baskets > 0 then least(f.size_low, f.size_bound_low)
        end,
        case
            when m.mask is null then f.size_bound_high
            when n.baskets > 0 then greatest(f.size_high, f.size_bound_high)
        end,
        n.baskets,
        case when v_is_sized then n.bits end,
        f.price_counts
    from (
        select
            c.group_id,
            sum(c.lines)::bigint as lines,
            min(c.price_min) filter (where c.is_exact) as low,
            max(c.price_max) filter (where c.is_exact) as high,
            min(c.price_min) filter (where not c.is_exact) as bound_low,
            max(c.price_max) filter (where not c.is_exact) as bound_high,
            min(c.size_min) filter (where c.has_exact_sizes) as size_low,
            max(c.size_max) filter (where c.has_exact_sizes) as size_high,
            min(c.size_min) filter (where not c.has_exact_sizes) as size_bound_low,
            max(c.size_max) filter (where not c.has_exact_sizes) as size_bound_high,
            sum(c.baskets)::bigint as baskets,
            (
                bit_or(c.bits) filter (
                    where v_has_bits or not v_has_prices and c.group_id = any(v_changed)
                )
            )::bit varying as bits,
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
        on f.group_id = m.group_id
    cross join lateral (
        select
            o.bits,
            case
                when v_has_prices then null
                when o.bits is null then f.baskets
                else bit_count(o.bits)
            end as baskets
        from (
            select
                case when m.mask is null then f.bits else f.bits & ~m.mask end
                ::bit varying as bits
        ) as o
    ) as n;
end;
$$;

grant execute on function filters._measure_stores(
    filters.selection, text, filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure_stores(
    filters.selection, text, filters.measured_changes
) is
$$Stores with a matching folded line: lines, ranges, and what the measure needs.

For price the lines per bucket, otherwise the number of unchanged baskets; for
basket_size also their bits, unless the selection has no category and no brand.
Units: lines; prices in minor units (centavos) of one line; baskets.
$$;
