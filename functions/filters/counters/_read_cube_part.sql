-- filters._read_cube_part: the dimensions of the cube in a selection, as ids.

create or replace function filters._read_cube_part(p_selection jsonb)
    returns filters.selection
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters._read_within(
        (
            select jsonb_object_agg(k.name, k.accepted)
            from jsonb_each(p_selection) as k (name, accepted)
            inner join filters.dimensions as d on k.name = d.name
            where d.counted_by = 'cells'
        )
    )
$$;

comment on function filters._read_cube_part(jsonb) is
    'Null where no dimension of the cube narrows. The selection is checked before.';
