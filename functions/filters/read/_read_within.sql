-- filters._read_within: validate a caller's `within` and convert its values to ids.
--
-- Error details quote only an excerpt, so a huge argument costs no more than parsing
-- it. A registered dimension of filters.transactions is validated and left out: what it
-- narrows is counted from the lines, see filters._read_row_within.

create or replace function filters._read_within(
    p_within jsonb, p_except text default null
)
    returns filters.selection
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_within constant jsonb := core.read_json(
        'within', p_within, 'object', p_key => 'filters.invalid_within'
    );
    v_selection filters.selection;
    v_name text;
    v_values text[];
    v_ids bigint[];
begin
    if v_within is null or v_within = '{}' then
        return v_selection;
    end if;

    for v_name in select k from jsonb_object_keys(v_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, v_within -> v_name);
        if v_name = p_except then
            continue;
        end if;
        if filters._is_counter(v_name) then
            if (select d.source_table from filters.dimensions as d where d.name = v_name)
                <> 'filters.transactions'::regclass
            then
                perform core.raise_error(
                    'filters.invalid_within',
                    format('%s cannot narrow a dimension of the cube.', v_name)
                );
            end if;
            continue;
        end if;
        v_ids := array(
            select d.value_id
            from filters.dimension_values as d
            where
                d.dimension = v_name
                and d.value = any(v_values)
        );
        -- Only a value that is not listed yet can come from unfolded changes.
        if cardinality(v_ids) < cardinality(v_values) then
            v_ids := v_ids || array(
                select f.value_id
                from filters._list_unfolded_values(v_name) as f
                where f.value = any(v_values)
            );
        end if;
        case v_name
            when 'region' then v_selection.region_ids := v_ids;
            when 'province' then v_selection.province_ids := v_ids;
            when 'city' then v_selection.city_ids := v_ids;
            when 'store_class' then v_selection.store_class_ids := v_ids;
            when 'category' then v_selection.category_ids := v_ids;
            when 'brand' then v_selection.brand_ids := v_ids;
        end case;
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_within(jsonb, text)
to authenticated, service_role;

comment on function filters._read_within(jsonb, text) is
$$The selection of `within` in the cube, without the excepted dimension.

A value without a line matches nothing. The excepted dimension is validated too.
Errors: PT422 filters.invalid_within, PT422 filters.unknown_dimension.
$$;
