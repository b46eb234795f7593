-- filters._list_values: bring filters.dimension_values up to date with filters.cells.
--
-- A renamed value is deleted and inserted again, so that two values may swap names.

create or replace function filters._list_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = ''
as $$
begin
    delete from filters.dimension_values as d
    where not exists (
        select
        from filters.counted_values as n
        where
            n.dimension = d.dimension
            and n.value_id = d.value_id
            and n.value = d.value
    );

    insert into filters.dimension_values as d (
        dimension, value_id, value, label, search, parent, rank, lines
    )
    select
        dimension, value_id, value, label, lower(concat(label, chr(10), value)),
        parent,
        1048576 * row_number() over (
            partition by dimension
            order by label collate "C", value collate "C"
        ),
        lines
    from filters.counted_values
    order by dimension, value_id
    on conflict (dimension, value_id) do update
    set
        label = excluded.label,
        search = excluded.search,
        parent = excluded.parent,
        rank = excluded.rank,
        lines = excluded.lines
    where
        (d.label, d.parent, d.rank, d.lines)
        is distinct from
        (excluded.label, excluded.parent, excluded.rank, excluded.lines);

    perform filters._raise_versions(1);
end;
$$;

comment on function filters._list_values() is
    'Rewrite what changed in filters.dimension_values; versions rise.';
