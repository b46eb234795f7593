-- filters._size_buckets: per store and bucket of sizes, how many unchanged baskets match.
--
-- With no category and no brand every basket of the stores matches, and is counted
-- already; only stores with changed baskets are counted by their bits.

create or replace function filters._size_buckets(p_selection filters.selection)
    returns table (bucket bigint, baskets bigint)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) > 0 then
        return query
        select m.bucket, sum(bit_count(m.bits))::bigint
        from filters._size_masks(p_selection, null) as m
        group by m.bucket;
        return;
    end if;

    return query
    select n.bucket, sum(n.baskets)::bigint
    from (
        select s.bucket, s.baskets - coalesce(bit_count(s.bits & m.mask), 0) as baskets
        from unnest(filters._select_places('store', p_selection)) as p (id)
        inner join filters.basket_sizes as s on p.id = s.place_id
        left join filters._changed_masks(p_selection) as m on p.id = m.place_id
    ) as n
    group by n.bucket
    having sum(n.baskets) > 0;
end;
$$;

grant execute on function filters._size_buckets(filters.selection)
to authenticated, service_role;

comment on function filters._size_buckets(filters.selection) is
$$Matching baskets per bucket of filters._basket_size_bounds, without changed ones.

Units: baskets.
$$;
