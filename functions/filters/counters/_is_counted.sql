-- filters._is_counted: whether the counters of a dimension equal its rows.

create or replace function filters._is_counted(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when d.state <> 'live' then null
        when d.counted_by = 'cells'
            then (core.run_invariant('filters.values_are_listed')).violations = 0
        else not exists (select from filters._compare_counters(d.name))
    end
    from filters.dimensions as d
    where d.name = p_dimension
$$;

comment on function filters._is_counted(text) is
    'Null for a dimension that is not live.';
