-- core._list_faults: in what a table differs from what an attachment was made for.

create or replace function core._list_faults(p_attachment core.attachments)
    returns table (fault text, is_broken boolean)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := p_attachment.attached_table;
    v_named constant text[] := core._named_columns(p_attachment.options);
    v_wanted constant integer := case p_attachment.kind
        when 'audit' then 4
        when 'broadcast' then 3
        when 'webhooks' then 3
        when 'validation' then 1
        else 0
    end;
begin
    if not exists (select from pg_catalog.pg_class as c where c.oid = v_table) then
        return query select 'the table is gone', true;
        return;
    end if;
    if v_table::text <> p_attachment.table_name then
        return query select format('the table is now %s', v_table), true;
    end if;
    if (
        select count(*)
        from core._attached_triggers(p_attachment) as t
        where t.tgenabled in ('O', 'A')
    ) < v_wanted
    then
        return query select 'a trigger is missing or disabled', true;
    end if;

    if p_attachment.kind in ('audit', 'broadcast', 'webhooks')
        and (core._row_shape(v_table)).keys is null
    then
        return query select 'the primary key is gone', true;
    end if;

    return query
    select
        case
            when l.number is null then format('column %s is gone', k.name)
            when l.name <> k.name then format('column %s is now %s', k.name, l.name)
            else format('column %s is now of type %s', k.name, l.type)
        end,
        k.name = any(v_named) and l.name is distinct from k.name
    from jsonb_each_text(p_attachment.columns) as k (name, type)
    left join core._live_columns(v_table) as l
        on (p_attachment.numbers ->> k.name)::integer = l.number
    where (l.name, l.type) is distinct from (k.name, k.type);

    return query
    select format('column %s was added', l.name), false
    from core._live_columns(v_table) as l
    where not exists (
        select
        from jsonb_each_text(p_attachment.numbers) as n (name, number)
        where n.number::integer = l.number
    );
end;
$$;

comment on function core._list_faults(core.attachments) is
    'A sentence for each difference; broken: the attachment does not work as made.';
