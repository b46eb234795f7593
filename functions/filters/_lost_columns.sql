-- filters._lost_columns: dimensions of a source that name a column it has no more.

create or replace function filters._lost_columns(p_source regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select string_agg(d.name, ', ' order by d.name)
    from filters.dimensions as d
    where
        d.source_table = p_source
        and d.counted_by = 'counters'
        and d.state <> 'off'
        and filters._value_expression(p_source, d.column_name, d.json_path) is null
$$;

comment on function filters._lost_columns(regclass) is
    'Their names, or null: a column was dropped or renamed while it was counted.';
