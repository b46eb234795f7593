-- filters._count_baskets: how many baskets have a line in a selection.
--
-- A basket lies in one store, and in one cell of it when at most one category and one
-- brand are selected: then counts add up, and only changed baskets are looked at by
-- their bits. Else bitmaps are or-ed first.

create or replace function filters._count_baskets(p_selection filters.selection)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_folded bigint;
    v_changed bigint;
begin
    select count(*)
    into v_changed
    from filters._changed_baskets(p_selection) as b
    where b.matching > 0;

    if cardinality(v_categories) > 1 or cardinality(v_brands) > 1 then
        select coalesce(sum(bit_count(m.bits)), 0)
        into v_folded
        from filters._measure_stores(p_selection) as m;
    else
        select coalesce(sum(c.baskets - coalesce(bit_count(c.bits & m.mask), 0)), 0)
        into v_folded
        from unnest(v_places) as p (id)
        left join filters._changed_masks(p_selection) as m on p.id = m.place_id
        cross join lateral (
                select
                    n.baskets,
                    case when m.mask is not null then n.bits end as bits
                from filters.cells as n
                where
                    n.place_id = p.id
                    and n.category_id = v_categories[1]
                    and n.brand_id = v_brands[1]
                limit 1
            ) as c;
    end if;

    return v_folded + v_changed;
end;
$$;

grant execute on function filters._count_baskets(filters.selection)
to authenticated, service_role;

comment on function filters._count_baskets(filters.selection) is
$$Baskets that have a matching line.

Units: baskets.
$$;
