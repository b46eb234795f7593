-- filters._find_source: resolve a table name; raise unless its rows can be counted.
--
-- Refused are relations whose writes statement triggers would miss: a partition, a
-- table in an inheritance tree (rows can be written under another name), an unlogged
-- table (a crash empties it without a statement), views and foreign tables; and the
-- module's own tables.

create or replace function filters._find_source(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table pg_catalog.pg_class;
    v_schema name;
    v_fault text;
begin
    begin
        select * into v_table
        from pg_catalog.pg_class
        where oid = to_regclass(left(p_name, 300));
    exception
        when syntax_error or invalid_name or feature_not_supported then
            v_table := null;
    end;
    v_schema := (
        select n.nspname from pg_catalog.pg_namespace as n
        where n.oid = v_table.relnamespace
    );

    v_fault := case
        when v_table.oid is null then 'is not a table, or is not named with its schema'
        when v_table.relkind not in ('r', 'p') then 'is not a table'
        when v_table.relpersistence <> 'p' then 'is temporary or unlogged'
        when v_table.oid < 16384
            or v_schema in ('information_schema', 'core', 'filters_compiled', 'rowhouse')
            then 'belongs to the system'
        when v_schema = 'filters' and v_table.relname not in (
            'transactions', 'stores', 'baskets'
        ) then 'belongs to the system'
        when v_table.relispartition then 'is a partition: name the partitioned table'
        when v_table.relkind = 'r' and exists (
            select from pg_catalog.pg_inherits
            where v_table.oid in (inhrelid, inhparent)
        ) then 'inherits, or has tables that inherit from it'
        when not pg_has_role(v_table.relowner, 'usage')
            then 'belongs to another role'
    end;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', core.excerpt(p_name), v_fault)
        );
    end if;
    return v_table.oid::regclass;
end;
$$;

comment on function filters._find_source(text) is
    'Errors: PT422 filters.invalid_source.';
