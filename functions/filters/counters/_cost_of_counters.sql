-- filters._cost_of_counters: the planner's cost of counting a registered dimension.
--
-- The query is planned but not run. A selection is cheap if an index finds its rows,
-- and as expensive as the whole table otherwise. Volatile as filters._cost_of_query,
-- definer as filters._list_counters.

create or replace function filters._cost_of_counters(
    p_dimension text, p_selection jsonb
)
    returns numeric
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;
    return filters._cost_of_query(
        filters._write_counters_query(v_dimension, p_selection), p_dimension, p_selection
    );
end;
$$;

grant execute on function filters._cost_of_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._cost_of_counters(text, jsonb) is
$$Total cost of the plan.

Units: planner cost units; one sequential page read costs 1.
Errors: PT422 filters.unknown_dimension, also if the caller may not read a dimension.
$$;
