-- core.list_attachments: what is attached, and what has changed below it since.
--
-- The columns that the project knew are compared with the catalog, by number: a renamed
-- column keeps its number. Definer: monitoring may not call what compares.

create or replace function core.list_attachments()
    returns table (
    table_name text,
    kind text,
    name text,
    options jsonb,
    attached_at timestamptz,
    faults text[],
    is_whole boolean
)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        a.table_name, a.kind, a.name, a.options, a.attached_at,
        f.broken || f.changed, f.broken = '{}'
    from core.attachments as a
    cross join lateral (
        select
            coalesce(
                array_agg(n.fault order by n.fault) filter (where n.is_broken), '{}'
            ) as broken,
            coalesce(
                array_agg(n.fault order by n.fault) filter (where not n.is_broken), '{}'
            ) as changed
        from core._list_faults(a) as n
    ) as f
    order by a.table_name, a.kind
$$;

grant execute on function core.list_attachments() to service_role, app_reader;

comment on function core.list_attachments() is
$$Every attachment, with a sentence for each thing that changed since.

is_whole: false where it does not work as attached: the table, a trigger or a column
that it names is gone.
$$;
