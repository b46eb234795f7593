-- core._attachable_table: the table of this name, if it can be attached to.
--
-- A partition stands for its whole, and a write to a child table would be missed by the
-- triggers of its parent, so both are refused. Only the owner can drop a trigger.
-- Types, casts and triggers of a table's owner run as the owner of core in what is
-- attached, so that has to be a role that may act as the owner of core anyway.

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
        when c.relispartition
            then format('is a partition: name %s', pg_partition_root(c.oid))
        when c.relkind not in ('r', 'p') then 'is not a table'
        when c.relpersistence = 't' then 'is temporary'
        when c.relkind = 'r' and exists (
            select from pg_catalog.pg_inherits as i
            where c.oid in (i.inhrelid, i.inhparent)
        ) then 'inherits or is inherited from, and triggers of one table would miss '
            'writes to the other: make it a partitioned table, or end it with alter '
            'table … no inherit'
        when exists (
            select from pg_catalog.pg_depend as d
            where
                d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
        ) then 'belongs to an extension'
        when n.nspname ~ '^pg_' or n.nspname in (
            'information_schema', 'api', 'filters_compiled', 'rowhouse', 'auth',
            'storage', 'vault', 'realtime', 'relay', 'extensions', 'cron', 'net',
            'pgbouncer', 'pgsodium', 'graphql', 'graphql_public', 'supabase_functions',
            'supabase_migrations', '_realtime', '_analytics'
        ) or n.nspname in (select split_part(e.key, '.', 1) from core.error_codes as e)
            then 'is in a schema of the platform, or of a module'
        when not pg_has_role(c.relowner, 'usage')
            then format('belongs to %s', pg_get_userbyid(c.relowner))
        when not pg_has_role(c.relowner, current_user::regrole, 'usage')
            then format(
                'belongs to %1$I, whose types and triggers would run with the rights of '
                '%2$I: install Rowhouse as %1$I, or alter table %3$s owner to %2$I',
                pg_get_userbyid(c.relowner), current_user, c.oid::regclass
            )
        when n.nspname || c.relname ~ '[.[:cntrl:]]'
            then 'has a point or a control character in its name'
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
