-- filters._list_values: bring filters.dimension_values up to date with filters.cells.
--
-- Changes are noted for the next event. A renamed value is deleted and inserted again,
-- so two values can swap names. The caller holds the fold lock.

create or replace function filters._list_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Locks the states first: see the header of filters.fold_lines.
    perform filters._raise_versions(1);
    insert into filters.value_changes (dimension, value, was)
    select
        dimension,
        value,
        case
            when d.lines is null then 0
            when d.lines is distinct from n.lines then d.lines
        end
    from filters.counted_values as n
    full join filters.dimension_values as d using (dimension, value)
    where (d.lines, d.label, d.parent) is distinct from (n.lines, n.label, n.parent)
    on conflict (dimension, value) do nothing;

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
        filters._rank_gap() * row_number() over (
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
end;
$$;

comment on function filters._list_values() is
    'Rewrite what changed in filters.dimension_values and raise the versions.';
