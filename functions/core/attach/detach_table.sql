-- core.detach_table: undo one attachment of a table; a second call changes nothing.
--
-- The table may have been renamed or dropped since: the name that it was attached by
-- finds it too. What was recorded meanwhile stays: audit entries, events, deliveries.

create or replace function core.detach_table(p_kind text, p_table text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_old core.attachments;
    v_name text;
    v_types text;
begin
    delete from core.attachments as a
    where
        a.kind = p_kind
        and (a.table_name = p_table or a.attached_table = core.find_table(p_table))
    returning a.* into v_old;
    if not found then
        return;
    end if;

    for v_name in
        select t.tgname
        from core._attached_triggers(v_old) as t
    loop
        execute format('drop trigger %I on %s', v_name, v_old.attached_table);
    end loop;

    if p_kind in ('broadcast', 'webhooks') then
        v_types := replace(v_old.name, ':', '.') || '.';
        delete from core.topic_rules where prefix = v_old.name;
        delete from core.event_types where starts_with(type, v_types);
    elsif p_kind = 'retention' then
        delete from core.retention_policies where table_name = v_old.table_name;
    elsif p_kind = 'validation' then
        delete from core.validation_rules where entity = v_old.name;
    elsif to_regprocedure(
        format('%I.detach_table(core.attachments)', p_kind)
    ) is not null
    then
        execute format('select %I.detach_table($1)', p_kind) using v_old;
    end if;
end;
$$;

comment on function core.detach_table(text, text) is
    'Undo what core.attach_table made for this table and kind; rows of logs stay.';
