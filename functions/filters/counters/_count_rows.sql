-- filters._count_rows: lines per value of a dimension of the cube in a selection that a
-- registered dimension narrows.
--
-- Counted from the lines; definer and budget as filters._measure_rows.

create or replace function filters._count_rows(p_dimension text, p_selection jsonb)
    returns filters.counts
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
    v_query text;
begin
    perform filters._check_readable(p_dimension, p_selection);
    v_query := format(
        'select array_agg(n.value_id), array_agg(n.lines) from ('
        'select %1$s as value_id, count(*) as lines from filters.transactions as r '
        'inner join filters.store_groups as p on r.store_id = p.store_id '
        'where %1$s is not null and %2$s group by %1$s) as n',
        case p_dimension
            when 'region' then 'p.region_id'
            when 'province' then 'p.province_id'
            when 'city' then 'p.city_id'
            when 'store_class' then 'p.store_class_id'
            when 'category' then 'r.category_id'
            when 'brand' then 'r.brand_id'
        end,
        filters._write_row_conditions(p_selection)
    );
    perform filters._check_cost(
        p_dimension, filters._cost_of_query(v_query, 0, null), p_selection
    );
    execute v_query
    into v_counts.value_ids, v_counts.lines;

    return v_counts;
end;
$$;

grant execute on function filters._count_rows(text, jsonb)
to authenticated, service_role;

comment on function filters._count_rows(text, jsonb) is
$$Ids of the values with a line in the selection, and their number of lines.

Units: lines.
Errors: PT422 filters.too_much_to_count, filters.unknown_dimension, also if the caller
may not read a dimension.
$$;
