-- filters._count_sizes: histogram of the sizes of baskets with a line in a selection.
--
-- Masks give the bucket of each unchanged basket. Changed baskets count with their
-- current size.

create or replace function filters._count_sizes(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_folded filters.folded_sizes;
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) = 0 then
        v_folded := filters._sizes_of_stores(p_selection, p_changes);
    else
        v_folded := filters._sizes_of_lines(p_stores);
    end if;

    return array(
        select coalesce(sum(c.baskets), 0)::bigint
        from generate_series(1, cardinality(filters._basket_size_bounds()) + 1)
            as g (bucket)
        left join (
            select f.bucket, f.baskets
            from unnest(v_folded.buckets, v_folded.baskets) as f (bucket, baskets)
            union all
            select width_bucket(b.size, filters._basket_size_bounds()) + 1, 1
            from unnest(p_changes.sizes) as b (size)
        ) as c on g.bucket = c.bucket
        group by g.bucket
        order by g.bucket
    );
end;
$$;

grant execute on function filters._count_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._count_sizes(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
$$Baskets per bucket of filters._basket_size_bounds, each with its whole size.

Units: baskets.
$$;
