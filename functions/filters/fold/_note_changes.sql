-- filters._note_changes: store the count that each value had before a fold, for events.

create or replace function filters._note_changes(p_folded filters.delta[])
    returns filters.delta[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_new filters.delta[];
begin
    with changed as (
        select f.dimension, f.value
        from unnest(p_folded) as f
        group by f.dimension, f.value
    ),

    was as materialized (
        select c.dimension, c.value, coalesce(
            (
                select sum(n.lines)::bigint
                from filters.value_counts as n
                where n.dimension = c.dimension and n.value = c.value
            ), 0
        ) as lines
        from changed as c
    ),

    noted as (
        insert into filters.value_changes (dimension, value, was)
        select w.dimension, w.value, w.lines
        from was as w
        order by w.dimension, w.value
        on conflict (dimension, value) do nothing
    )

    select array_agg((w.dimension, null, w.value, 0, 0)::filters.delta)
    into v_new
    from was as w
    where w.lines = 0;

    return v_new;
end;
$$;

comment on function filters._note_changes(filters.delta[]) is
    'Returns the values that had no line before: their dimension and value.';
