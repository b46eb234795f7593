-- filters.list_disallowed_dimensions: registered dimensions that use what the owner
-- does not allow.
--
-- A dimension uses the column of its parent, too: its counts are pairs of both values.
-- Definer: an operator may call it without a right to the functions of the list.

create or replace function filters.list_disallowed_dimensions()
    returns table (dimension text, fault text)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select d.name, f.fault
    from filters.dimensions as d
    left join filters.dimensions as p on d.parent = p.name
    cross join lateral (
        select coalesce(
            d.source_table::text || ' ' || filters._allow_fault(
                d.source_table,
                'count',
                array_remove(array[d.column_name::text, p.column_name::text], null)
            ),
            d.master_table::text || ' ' || filters._allow_fault(
                d.master_table, 'master', array[d.master_key::text, d.master_label::text]
            )
        ) as fault
    ) as f
    where d.counted_by = 'counters' and f.fault is not null
    order by d.name
$$;

grant execute on function filters.list_disallowed_dimensions()
to service_role, app_reader;

comment on function filters.list_disallowed_dimensions() is
    'Dimensions that use something not in filters.allowed_sources, and what it is.';
