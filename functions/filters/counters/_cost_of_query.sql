-- filters._cost_of_query: the planner's cost of a query that is not run.
--
-- Volatile because EXPLAIN is not allowed in other functions; it reads no rows and does
-- not need the caller's snapshot. No role has a grant: it runs what it is given, which
-- only definer functions compile.

create or replace function filters._cost_of_query(
    p_query text, p_first anyelement, p_second jsonb
)
    returns numeric
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan jsonb;
begin
    execute 'explain (format json) ' || p_query
    into v_plan
    using p_first, p_second;
    return (v_plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric;
end;
$$;

comment on function filters._cost_of_query(text, anyelement, jsonb) is
$$Total cost of the plan; the parameters are $1 and $2 of the query.

Units: planner cost units; one sequential page read costs 1.
$$;
