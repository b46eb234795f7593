-- core._list_column_faults: columns that are not as an attachment knew them.

create or replace function core._list_column_faults(
    p_attachment core.attachments, p_named text[]
)
    returns table (fault text, is_broken boolean)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with live as (
        select
            l.name, l.type,
            coalesce(
                (
                    select n.name
                    from jsonb_each_text(p_attachment.numbers) as n (name, number)
                    where n.number::integer = l.number and i.is_numbered
                ),
                case
                    when not i.is_numbered and p_attachment.columns ? l.name then l.name
                end
            ) as known
        from core._live_columns(p_attachment.attached_table) as l
        cross join (
            select p_attachment.numbered_table = p_attachment.attached_table::oid
        ) as i (is_numbered)
    )

    select
        case
            when l.name is null then format('column %s is gone', k.name)
            when l.name <> k.name then format('column %s is now %s', k.name, l.name)
            else format('column %s is now of type %s', k.name, l.type)
        end,
        k.name = any(p_named) and l.name is distinct from k.name
    from jsonb_each_text(p_attachment.columns) as k (name, type)
    left join live as l on k.name = l.known
    where (l.name, l.type) is distinct from (k.name, k.type)

    union all

    select format('column %s was added', l.name), false
    from live as l
    where l.known is null
$$;

comment on function core._list_column_faults(core.attachments, text[]) is
    'A sentence for each; broken: a named column has another name, or is gone.';
