-- filters._measure_stores: per store, the baskets that match a selection.

create or replace function filters._measure_stores(p_selection filters.selection)
    returns table (place_id bigint, bits bit varying)
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select c.place_id, bit_or(c.bits)
    from filters.cells as c
    where
        c.place_id = any(filters._select_stores(p_selection))
        and c.category_id = any(coalesce((p_selection).category_ids, '{0}'))
        and c.brand_id = any(coalesce((p_selection).brand_ids, '{0}'))
    group by c.place_id
$$;

grant execute on function filters._measure_stores(filters.selection)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection) is
    'Stores with a matching line, and which of their baskets have one.';
