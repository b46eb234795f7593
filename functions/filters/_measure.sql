-- filters._measure: everything that is one number about a selection.
--
-- A basket lies in one store, and in one cell of it when at most one category and one
-- brand are selected: then counts add up. Else bitmaps are or-ed first.

create or replace function filters._measure(p_selection filters.selection)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_measures jsonb;
    v_baskets bigint;
begin
    select
        jsonb_build_object(
            'price', jsonb_build_object('min', min(c.price_min), 'max', max(c.price_max)),
            'basket_size', jsonb_build_object(
                'min', min(c.size_min), 'max', max(c.size_max)
            ),
            'transactions', coalesce(sum(c.lines), 0)
        ),
        coalesce(sum(c.baskets), 0)
    into v_measures, v_baskets
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select 
                m.lines, m.baskets, m.price_min, m.price_max, m.size_min, m.size_max
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c;

    if cardinality(v_categories) > 1 or cardinality(v_brands) > 1 then
        select coalesce(sum(bit_count(bits)), 0)
        into v_baskets
        from filters._measure_stores(p_selection);
    end if;

    return v_measures || jsonb_build_object('baskets', v_baskets);
end;
$$;

grant execute on function filters._measure(filters.selection)
to authenticated, service_role;

comment on function filters._measure(filters.selection) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;
