-- core.find_foreign_xids: columns that hold transaction ids of another cluster.
--
-- The columns come from the catalog, so new tables are included. The audit trail is
-- not: its ids are plain numbers, evidence of the cluster that wrote it, and
-- core.seal_audit starts anew after a restore. One row per column, with its highest id;
-- core.events is read through its index. Definer: monitoring may call it.

create or replace function core.find_foreign_xids()
    returns table (table_name text, column_name text, xid xid8)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_next constant xid8 := core._next_xid();
    v_query text;
begin
    for v_query in
        select
            format(
                'select %L, %L, %s from %I.%I as t where %3$s >= $1 '
                'order by %3$s desc limit 1',
                format('%I.%I', n.nspname, c.relname),
                a.attname,
                case a.atttypid
                    when 'xid8'::regtype then format('t.%I', a.attname)
                    else format('pg_snapshot_xmin(t.%I)', a.attname)
                end,
                n.nspname,
                c.relname
            )
        from pg_catalog.pg_attribute as a
        inner join pg_catalog.pg_class as c on a.attrelid = c.oid
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            a.atttypid in ('xid8'::regtype, 'pg_snapshot'::regtype)
            and a.attnum > 0
            and not a.attisdropped
            and c.relkind in ('r', 'p')
            and not c.relispartition
            and c.relpersistence <> 't'
            and n.nspowner = (
                select o.nspowner from pg_catalog.pg_namespace as o
                where o.nspname = 'core'
            )
        order by n.nspname, c.relname, a.attname
    loop
        for table_name, column_name, xid in execute v_query using v_next loop
            return next;
        end loop;
    end loop;
end;
$$;

grant execute on function core.find_foreign_xids()
to service_role, app_worker, app_reader;

comment on function core.find_foreign_xids() is
$$Tables with an id that no transaction of this cluster can have had.

No row means that nothing was restored from another cluster, or that
core.rebase_after_restore has run.
$$;
