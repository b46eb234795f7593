-- filters._count_cells: folded lines per value of one dimension, inside a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out.

create or replace function filters._count_cells(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_kind text;
    v_places bigint[];
    v_counts filters.counts;
begin
    if p_selection is null then
        select array_agg(d.value_id), array_agg(d.lines)
        into v_counts
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension = 'category' then
        v_kind := filters._choose_kind(p_selection, p_selection.brand_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        if p_selection.brand_ids is null then
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id > 0 and m.brand_id = 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        else
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join unnest(v_brands) as b (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where
                        m.brand_id = b.id
                        and m.place_id = p.id
                        and m.category_id > 0
                        and m.brand_id > 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        end if;
    elsif p_dimension = 'brand' then
        v_kind := filters._choose_kind(p_selection, p_selection.category_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        select array_agg(n.brand_id), array_agg(n.lines)
        into v_counts
        from (
            select c.brand_id, sum(c.lines)::bigint as lines
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join lateral (
                select m.brand_id, m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id > 0
                offset 0
            ) as c
            group by c.brand_id
        ) as n;
    else
        v_places := filters._select_places('store', p_selection);
        select array_agg(n.value_id), array_agg(n.lines)
        into v_counts
        from (
            select v.value_id, sum(c.lines)::bigint as lines
            from filters.places as p
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join lateral (
                select
                    case p_dimension
                        when 'region' then p.region_id
                        when 'province' then p.province_id
                        when 'city' then p.city_id
                        when 'store_class' then p.store_class_id
                    end as value_id
            ) as v
            where p.id = any(v_places) and v.value_id is not null
            group by v.value_id
        ) as n;
    end if;

    v_counts.value_ids := coalesce(v_counts.value_ids, '{}');
    v_counts.lines := coalesce(v_counts.lines, '{}');
    return v_counts;
end;
$$;

grant execute on function filters._count_cells(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_cells(text, filters.selection) is
$$Ids of the values that have a folded line in the selection, and how many.

Units: lines.
$$;
