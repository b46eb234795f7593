-- filters._reading_fault: why a registered dimension cannot be read, or null.
--
-- The parent must be read from the same rows, and its column must be allowed, too. A
-- dimension that is a parent cannot change what it reads: the counts of its children
-- hold its values.

create or replace function filters._reading_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_source regclass := filters._check_source(p_config ->> 'source');
    v_column text := p_config ->> 'column';
    v_path text[] := filters._to_texts(p_config -> 'path');
    v_type regtype := filters._column_type(v_source, v_column);
    v_parent filters.dimensions;
    v_parent_fault text;
begin
    select * into v_parent
    from filters.dimensions
    where name = p_config ->> 'parent';
    if found then
        v_parent_fault := filters._allow_fault(
            v_source, 'count', array[v_parent.column_name::text]
        );
    end if;

    return case
        when v_column is not null
            and filters._allow_fault(v_source, 'count', array[v_column]) is not null
            then format(
                '%s %s.',
                v_source, filters._allow_fault(v_source, 'count', array[v_column])
            )
        when v_column is null or length(v_column) > 63 or v_type is null
            then format(
                '%s has no column %s of text, whole numbers, numeric, boolean, date, '
                'uuid, an enum or jsonb.',
                v_source, coalesce(quote_ident(core.excerpt(v_column)), 'named')
            )
        when v_path is not null and v_type <> 'jsonb'::regtype
            then format('%I is not a jsonb: it has no path.', v_column)
        when v_path is null and v_type = 'jsonb'::regtype
            then format('%I is a jsonb: name a path in it.', v_column)
        when v_parent.name is null and p_config ->> 'parent' is not null
            then format('%s is not a dimension.', core.excerpt(p_config ->> 'parent'))
        when v_parent.counted_by = 'cells' or v_parent.source_table <> v_source
            then format('%s is not counted from the same rows.', v_parent.name)
        when v_parent_fault is not null
            then format('%s %s.', v_source, v_parent_fault)
        when v_name in (select a.name from filters._list_ancestors(v_parent.name) as a (name))
            then format('%s is below %s.', v_parent.name, v_name)
        when exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where
                d.name = v_name
                and (d.source_table, d.column_name) is distinct from (v_source, v_column)
        ) or exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where d.name = v_name and d.json_path is distinct from v_path
        ) then format('%s is a parent: what it reads cannot change.', v_name)
        else filters._master_fault(p_config -> 'master')
    end;
end;
$$;

comment on function filters._reading_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';
