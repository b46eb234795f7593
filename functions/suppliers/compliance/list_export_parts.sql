-- suppliers.list_export_parts: the files of an archive, with their columns.
--
-- Definer: the worker may read none of the tables.

create or replace function suppliers.list_export_parts()
    returns table (name text, columns text[])
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select p.name, p.columns
    from (
        select
            l.place, l.name,
            array(
                select a.attname::text
                from pg_catalog.pg_attribute as a
                where a.attrelid = l.relation and a.attnum > 0 and not a.attisdropped
                order by a.attnum
            ) as columns
        from suppliers._list_export_parts() as l
        union all
        values
        (
            101, 'audit_entries',
            '{id, xid, changed_at, table_name, operation, role, fields, seal_id, place,
              path}'::text[]
        ),
        (
            102, 'audit_seals',
            '{id, after_id, from_xid, below_xid, month, entries, last_id, root, previous,
              chain}'
        ),
        (103, 'erasures', '{id, person_kind, finished_at}')
    ) as p (place, name, columns)
    order by p.place
$$;

grant execute on function suppliers.list_export_parts() to app_worker;

comment on function suppliers.list_export_parts() is
    'Name and columns of each file, in their order.';
