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
begin
    for v_old in
        delete from core.attachments as a
        where
            a.kind = p_kind
            and (a.table_name = p_table or a.attached_table = core.find_table(p_table))
        returning a.*
    loop
        perform core._drop_attachment(v_old);
    end loop;
end;
$$;

comment on function core.detach_table(text, text) is
    'Undo what core.attach_table made for this table and kind; rows of logs stay.';
