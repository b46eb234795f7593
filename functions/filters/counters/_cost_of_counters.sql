-- filters._cost_of_counters: what it would cost to count a registered dimension.
--
-- As Postgres plans the query, which is not run. A selection is cheap where an index
-- finds its rows, and costs what the table costs where none does. Volatile, since
-- Postgres explains in no other function; it reads no row and needs no snapshot of its
-- caller's. Definer as filters._list_counters.

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
    v_plan jsonb;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;
    execute 'explain (format json) '
        || filters._write_counters_query(v_dimension, p_selection)
    into v_plan
    using p_dimension, p_selection;
    return (v_plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric;
end;
$$;

grant execute on function filters._cost_of_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._cost_of_counters(text, jsonb) is
$$Total cost of the plan.

Units: those of Postgres, in which one page read in order costs 1.
Errors: PT422 filters.unknown_dimension, when the caller may not read one.
$$;
