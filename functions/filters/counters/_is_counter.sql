-- filters._is_counter: whether a dimension has its own counters instead of the cube.

create or replace function filters._is_counter(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from filters.dimensions
        where name = p_dimension and counted_by = 'counters'
    )
$$;

grant execute on function filters._is_counter(text) to authenticated, service_role;

comment on function filters._is_counter(text) is
    'False for the six dimensions of the cube.';
