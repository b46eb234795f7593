-- filters._measure_stores: per store, the baskets that match a selection.

create or replace function filters._measure_stores(p_selection filters.selection)
    returns table (place_id bigint, bits bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return query
    select c.place_id, bit_or(c.bits)::bit varying
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select m.place_id, m.bits
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c
    group by c.place_id;
end;
$$;

grant execute on function filters._measure_stores(filters.selection)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection) is
    'Stores with a matching line, and which of their baskets have one.';
