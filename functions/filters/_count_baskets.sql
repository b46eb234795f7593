-- filters._count_baskets: how many baskets have a line in a selection.
--
-- A basket lies in one store, and in one cell of it when at most one category and one
-- brand are selected: then the cells' own numbers add up, and only the bits of changed
-- baskets are taken out. Else bitmaps are or-ed first.

create or replace function filters._count_baskets(
    p_selection filters.selection, p_in_cells bigint
)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_folded bigint;
    v_changed bigint;
begin
    if cardinality(v_categories) > 1 or cardinality(v_brands) > 1 then
        select coalesce(sum(bit_count(m.bits)), 0)
        into v_folded
        from filters._measure_stores(p_selection) as m;
    else
        select p_in_cells - coalesce(sum(bit_count(c.bits & m.mask)), 0)
        into v_folded
        from filters._changed_masks(p_selection) as m
        cross join lateral (
                select n.bits
                from filters.cells as n
                where
                    n.place_id = m.place_id
                    and n.category_id = v_categories[1]
                    and n.brand_id = v_brands[1]
                limit 1
            ) as c;
    end if;

    select count(*)
    into v_changed
    from filters._changed_baskets(p_selection) as b
    where b.matching > 0;

    return v_folded + v_changed;
end;
$$;

grant execute on function filters._count_baskets(filters.selection, bigint)
to authenticated, service_role;

comment on function filters._count_baskets(filters.selection, bigint) is
$$Baskets that have a matching line; p_in_cells is what filters._measure_cells says.

Units: baskets.
$$;
