-- filters._cost_of_rows: the planner's cost of filters._measure_rows.
--
-- Volatile and definer as filters._cost_of_counters.

create or replace function filters._cost_of_rows(p_selection jsonb)
    returns numeric
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._check_narrowing(p_selection);
    return filters._cost_of_query(
        filters._write_measuring(p_selection, null),
        filters._read_cube_part(p_selection),
        null
    );
end;
$$;

grant execute on function filters._cost_of_rows(jsonb) to authenticated, service_role;

comment on function filters._cost_of_rows(jsonb) is
$$Total cost of measuring everything in a selection.

Units: planner cost units; one sequential page read costs 1.
Errors: PT422 filters.unknown_dimension, also if the caller may not read a dimension.
$$;
