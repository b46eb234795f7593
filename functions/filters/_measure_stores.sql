-- filters._measure_stores: per store, the baskets that match a selection, as folded.
--
-- Without the bits of baskets that changed since: filters._changed_baskets knows those.

create or replace function filters._measure_stores(p_selection filters.selection)
    returns table (place_id bigint, bits bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return query
    select
        f.place_id,
        case when m.mask is null then f.bits else f.bits & ~m.mask end::bit varying
    from (
        select c.place_id, bit_or(c.bits)::bit varying as bits
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select n.place_id, n.bits
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
        group by c.place_id
    ) as f
    left join filters._changed_masks(p_selection) as m on f.place_id = m.place_id;
end;
$$;

grant execute on function filters._measure_stores(filters.selection)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection) is
    'Stores with a matching line, and which of their unchanged baskets have one.';
