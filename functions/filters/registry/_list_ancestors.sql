-- filters._list_ancestors: a dimension, its parent, its parent's parent, and so on.

create or replace function filters._list_ancestors(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive up as (
        select d.name, d.parent
        from filters.dimensions as d
        where d.name = p_dimension
        union
        select d.name, d.parent
        from up as u
        inner join filters.dimensions as d on u.parent = d.name
    )

    select u.name
    from up as u
$$;

comment on function filters._list_ancestors(text) is
    'Names, from the dimension upwards; no row for an unknown dimension.';
