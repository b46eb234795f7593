-- filters._count_values: lines per value of one dimension, inside a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out.

create or replace function filters._count_values(
    p_dimension text, p_selection filters.selection
)
    returns table (value_id bigint, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[];
begin
    if num_nonnulls(
        p_selection.region_ids, p_selection.province_ids, p_selection.city_ids,
        p_selection.store_class_ids, p_selection.category_ids, p_selection.brand_ids
    ) = 0 then
        return query
        select d.value_id, d.lines
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension = 'category' then
        v_places := filters._select_places(
            p_selection => p_selection, p_margin => p_selection.brand_ids is null
        );
        return query
        select c.category_id, sum(c.lines)::bigint
        from filters.cells as c
        where
            c.place_id = any(v_places)
            and c.category_id > 0
            and c.brand_id = any(v_brands)
        group by c.category_id;
    elsif p_dimension = 'brand' then
        v_places := filters._select_places(
            p_selection => p_selection, p_margin => p_selection.category_ids is null
        );
        return query
        select c.brand_id, sum(c.lines)::bigint
        from filters.cells as c
        where
            c.place_id = any(v_places)
            and c.category_id = any(v_categories)
            and c.brand_id > 0
        group by c.brand_id;
    else
        v_places := filters._select_stores(p_selection);
        return query
        select n.value_id, sum(n.lines)::bigint
        from (
            select
                case p_dimension
                    when 'region' then p.region_id
                    when 'province' then p.province_id
                    when 'city' then p.city_id
                    when 'store_class' then p.store_class_id
                end as value_id,
                c.lines
            from filters.cells as c
            inner join filters.places as p on c.place_id = p.id
            where
                c.place_id = any(v_places)
                and c.category_id = any(v_categories)
                and c.brand_id = any(v_brands)
        ) as n
        where n.value_id is not null
        group by n.value_id;
    end if;
end;
$$;

grant execute on function filters._count_values(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_values(text, filters.selection) is
$$Ids of the values of a dimension that have a line in the selection, and how many.

Units: lines.
$$;
