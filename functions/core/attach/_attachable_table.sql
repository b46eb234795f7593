-- core._attachable_table: the table of this name, if it can be attached to.
--
-- Statement triggers of a partitioned table do not fire for a write to a partition,
-- and those of a partition not for a write to the whole, so such writes would be
-- missed: both are refused, and so is inheritance. Only the owner can drop a trigger.

create or replace function core._attachable_table(p_table text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass;
    v_fault text;
begin
    begin
        if cardinality(parse_ident(p_table)) = 2 then
            v_table := to_regclass(p_table);
        end if;
    exception
        when data_exception or syntax_error then
            v_table := null;
    end;
    if v_table is null and current_setting('rowhouse.lacks_tables', true) = 'on' then
        return null;
    end if;

    select case
        when c.oid is null
            then 'is not there. Name it as schema.table, and create it first'
        when c.relkind = 'p' or c.relispartition
            then 'is partitioned, and writes to single partitions would be missed'
        when c.relkind <> 'r' then 'is not an ordinary table'
        when c.relpersistence = 't' then 'is temporary'
        when exists (
            select from pg_catalog.pg_inherits as i
            where c.oid in (i.inhrelid, i.inhparent)
        ) then 'inherits, and writes to its children would be missed'
        when n.nspname ~ '^pg_' or n.nspname in (
            'information_schema', 'api', 'filters_compiled', 'rowhouse', 'auth',
            'storage', 'vault', 'realtime', 'relay', 'extensions', 'cron', 'net',
            'pgsodium',
            'graphql', 'graphql_public', 'supabase_functions', 'supabase_migrations'
        ) or n.nspname in (select split_part(e.key, '.', 1) from core.error_codes as e)
            then 'is in a schema of the platform, or of a module'
        when not pg_has_role(c.relowner, 'usage')
            then format('belongs to %s', pg_get_userbyid(c.relowner))
        when strpos(n.nspname || c.relname, '.') > 0 then 'has a point in its name'
    end
    into v_fault
    from (values (v_table)) as t (oid)
    left join pg_catalog.pg_class as c on t.oid = c.oid
    left join pg_catalog.pg_namespace as n on c.relnamespace = n.oid;
    if v_fault is not null then
        perform core.raise_error(
            'core.unattachable_table', format('%s %s.', core.excerpt(p_table), v_fault)
        );
    end if;
    return v_table;
end;
$$;

comment on function core._attachable_table(text) is
    'Null in a scratch database that lacks it. Errors: PT422 core.unattachable_table.';
