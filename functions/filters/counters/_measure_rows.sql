-- filters._measure_rows: a selection that a registered dimension narrows, measured from
-- the lines.
--
-- The cube does not know registered dimensions. So one query reads the matching lines,
-- and everything is counted from them: it is returned as if all of it were unfolded
-- changes, and the cells of such a selection are those of filters._select_nothing.
-- Definer as filters._list_counters: it checks the roles of each dimension that
-- narrows, and refuses a query that would exceed filters.max_cost before it runs.

create or replace function filters._measure_rows(p_selection jsonb, p_measure text)
    returns filters.measured_changes
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_measured filters.measured_changes;
    v_query text;
    v_cube filters.selection;
begin
    perform filters._check_narrowing(p_selection);
    v_query := filters._write_measuring(p_selection, p_measure);
    v_cube := filters._read_cube_part(p_selection);
    perform filters._check_cost(
        'these lines', filters._cost_of_query(v_query, v_cube, null), p_selection
    );

    execute v_query
    into
        v_measured.attributes, v_measured.categories, v_measured.brands,
        v_measured.lines, v_measured.low, v_measured.high,
        v_measured.price_counts, v_measured.sizes
    using v_cube;
    return v_measured;
end;
$$;

grant execute on function filters._measure_rows(jsonb, text)
to authenticated, service_role;

comment on function filters._measure_rows(jsonb, text) is
$$Lists, lines, prices and basket sizes; p_measure: price, basket_size, null for all.

Units: lines; low and high in minor units (centavos) of one line.
Errors: PT422 filters.too_much_to_count, filters.unknown_dimension, also if the caller
may not read a dimension.
$$;
