-- filters._count_sizes: how the baskets of a selection spread over the buckets of sizes.

create or replace function filters._count_sizes(p_selection filters.selection)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
begin
    return array(
        select sum(n.baskets)::bigint
        from (
            select m.bucket, m.baskets
            from filters._size_buckets(p_selection) as m
            union all
            select width_bucket(b.size, filters._basket_size_bounds()) + 1, 1
            from filters._changed_baskets(p_selection) as b
            where b.matching > 0
            union all
            select g.bucket, 0
            from generate_series(1, cardinality(filters._basket_size_bounds()) + 1)
                as g (bucket)
        ) as n
        group by n.bucket
        order by n.bucket
    );
end;
$$;

grant execute on function filters._count_sizes(filters.selection)
to authenticated, service_role;

comment on function filters._count_sizes(filters.selection) is
$$Baskets per bucket of filters._basket_size_bounds, each with its whole size.

Units: baskets.
$$;
