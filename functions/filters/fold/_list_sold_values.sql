-- filters._list_sold_values: the values of a dimension that have a line.

create or replace function filters._list_sold_values(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select m.value
    from filters.sold_values as s
    inner join filters.master_values as m
        on s.dimension = m.dimension and s.value_id = m.value_id
    where s.dimension = p_dimension
    union
    select c.value
    from filters.current_counts as c
    where c.dimension = p_dimension
$$;

comment on function filters._list_sold_values(text) is
    'For the cube from the lines themselves, otherwise from counts and deltas.';
