-- core._drop_attachment: drop the triggers of an attachment, and its rows elsewhere.
--
-- The table may be gone.

create or replace function core._drop_attachment(p_old core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
    v_types text;
begin
    for v_name in
        select t.tgname
        from core._attached_triggers(p_old) as t
    loop
        execute format('drop trigger %I on %s', v_name, p_old.attached_table);
    end loop;

    if p_old.kind in ('broadcast', 'webhooks') then
        v_types := replace(p_old.name, ':', '.') || '.';
        delete from core.topic_rules where prefix = p_old.name;
        delete from core.event_types where starts_with(type, v_types);
    elsif p_old.kind = 'retention' then
        delete from core.retention_policies where table_name = p_old.table_name;
    elsif p_old.kind = 'validation' then
        delete from core.validation_rules where entity = p_old.name;
    elsif to_regprocedure(
        format('%I.detach_table(core.attachments)', p_old.kind)
    ) is not null
    then
        execute format('select %I.detach_table($1)', p_old.kind) using p_old;
    end if;
end;
$$;

comment on function core._drop_attachment(core.attachments) is
    'For core.detach_table, which deletes the row of the attachment.';
