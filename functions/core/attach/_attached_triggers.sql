-- core._attached_triggers: the triggers of one attachment.
--
-- They are known by their names and by their functions, so a trigger of the table's
-- owner is never among them.

create or replace function core._attached_triggers(p_attachment core.attachments)
    returns setof pg_catalog.pg_trigger
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select t.*
    from pg_catalog.pg_trigger as t
    inner join pg_catalog.pg_proc as p on t.tgfoid = p.oid
    where
        t.tgrelid = p_attachment.attached_table
        and p.pronamespace = 'core'::regnamespace
        and case p_attachment.kind
            when 'audit' then p.proname = 'tg__audit'
            when 'validation' then p.proname = 'tg__validate'
            else
                p.proname = 'tg__emit_changes'
                and starts_with(t.tgname, format('t90_%s_', p_attachment.kind))
        end
    order by t.tgname
$$;

comment on function core._attached_triggers(core.attachments) is
    'The triggers that core.attach_table made for an attachment.';
