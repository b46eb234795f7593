-- core.list_strayed_attachments: attachments whose table another one has replaced.
--
-- A table that was dropped and made again, or renamed while another took its name: the
-- line in the project's file means the one that has the name now. `rowhouse migrate up`
-- applies these lines again.

create or replace function core.list_strayed_attachments()
    returns table (table_name text, kind text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select a.table_name, a.kind
    from core.attachments as a
    where to_regclass(a.table_name) is distinct from a.attached_table
        and to_regclass(a.table_name) is not null
    order by a.table_name, a.kind
$$;

comment on function core.list_strayed_attachments() is
    'Attachments that stay with an old table, while a new one has its name.';
