-- core._list_faults: in what a table differs from what an attachment was made for.
--
-- Columns are followed by their number, which a rename keeps. In a database that was
-- restored from a dump they have other numbers, and are known by their names. Names and
-- types are compared as texts, so none is quoted without need.

create or replace function core._list_faults(p_attachment core.attachments)
    returns table (fault text, is_broken boolean)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set quote_all_identifiers = off
as $$
declare
    v_table constant regclass := p_attachment.attached_table;
    v_named constant text[] := core._named_columns(p_attachment.options);
    v_wanted constant integer := case p_attachment.kind
        when 'audit' then 4
        when 'broadcast' then case when p_attachment.options ? 'owner' then 3 else 4 end
        when 'webhooks' then 4
        when 'validation' then 1
        else 0
    end;
    v_class pg_catalog.pg_class;
begin
    select c.* into v_class
    from pg_catalog.pg_class as c
    where c.oid = v_table;
    if not found then
        return query select 'the table is gone', true;
        return;
    end if;
    if v_table::text <> p_attachment.table_name then
        return query select format('the table is now %s', v_table), true;
    end if;
    if v_class.relispartition
        or v_class.relkind = 'r'
        and exists (
            select from pg_catalog.pg_inherits as i
            where v_table in (i.inhrelid, i.inhparent)
        )
    then
        return query select 'it is part of another table, or another of it', true;
    end if;
    if p_attachment.kind in ('retention', 'filters')
        and v_class.relrowsecurity and v_class.relforcerowsecurity
        and not exists (
            select from pg_catalog.pg_roles as r
            where r.oid = v_class.relowner and (r.rolbypassrls or r.rolsuper)
        )
    then
        return query select 'row-level security hides rows from its owner', true;
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
    return query select f.* from core._list_column_faults(p_attachment, v_named) as f;
end;
$$;

comment on function core._list_faults(core.attachments) is
    'A sentence for each difference; broken: the attachment does not work as made.';
