-- core.find_table: the table that a caller's text names, or null.
--
-- The text is read like a name in SQL: case folds outside quotes, surrounding blanks
-- are ignored, and the name of this database may come first. A partition stands for its
-- partitioned table. The name must have a schema, since an unqualified name depends on
-- the search_path. Temporary and system tables are not found.

create or replace function core.find_table(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_name) > 300 then
        return null;
    end if;
    return (
        select coalesce(pg_partition_root(c.oid), c.oid)::regclass
        from pg_catalog.pg_class as c
        where
            c.oid = to_regclass(p_name)
            and c.oid >= 16384
            and c.relkind in ('r', 'p')
            and c.relpersistence <> 't'
    );
exception
    when syntax_error or invalid_name or feature_not_supported then
        return null;
end;
$$;

grant execute on function core.find_table(text) to service_role, app_reader;

comment on function core.find_table(text) is
    'A table or partitioned table of the database; never raises.';
