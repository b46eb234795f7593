-- filters._measure_sizes: sizes of the baskets that have a line in a selection.
--
-- Masks give the bucket of each unchanged basket. In the lowest and the highest bucket
-- that spans more than one size, the baskets are looked up to find the exact ends.
-- Changed baskets count with their current size.

create or replace function filters._measure_sizes(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns filters.sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_folded filters.folded_sizes;
    v_span filters.span;
    v_sizes filters.sizes;
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) = 0 then
        v_folded := filters._sizes_of_stores(p_selection, p_changes);
    else
        v_folded := filters._sizes_of_lines(p_stores);
    end if;
    v_span := filters._sizes_of(v_folded.group_ids, v_folded.bits);
    -- The first bucket is a single size.
    if v_folded.buckets[1] = 1 then
        v_span := row(1, coalesce(v_span.high, 1))::filters.span;
    end if;

    select
        least(v_span.low, min(n.size)),
        greatest(v_span.high, max(n.size)),
        array(
            select coalesce(sum(c.baskets), 0)::bigint
            from generate_series(1, cardinality(filters._basket_size_bounds()) + 1)
                as g (bucket)
            left join (
                select f.bucket, f.baskets
                from unnest(v_folded.buckets, v_folded.baskets) as f (bucket, baskets)
                union all
                select b.bucket, 1
                from unnest(array_agg(n.bucket)) as b (bucket)
            ) as c on g.bucket = c.bucket
            group by g.bucket
            order by g.bucket
        )
    into v_sizes.low, v_sizes.high, v_sizes.baskets
    from (
        select
            b.size,
            width_bucket(b.size, filters._basket_size_bounds()) + 1 as bucket
        from unnest(p_changes.sizes) as b (size)
    ) as n;
    return v_sizes;
end;
$$;

grant execute on function filters._measure_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
$$Range and histogram of the sizes of matching baskets, each with its whole size.

Units: lines; baskets.
$$;
