-- filters.detach_table: stop counting an attached table, and forget its dimensions.
--
-- A table that was dropped took its triggers along: only rows are left to delete. One
-- statement deletes the dimensions, since some may be parents of others.

create or replace function filters.detach_table(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := p_attachment.attached_table;
    v_name text;
    v_names text[] := array[]::text[];
begin
    for v_name in
        select d.name from filters.dimensions as d
        where d.source_table = v_table and d.counted_by = 'counters'
        order by d.name
    loop
        if exists (select from pg_catalog.pg_class as c where c.oid = v_table) then
            perform filters.toggle_dimension(v_name, false, 'Detached.', false);
        else
            perform filters._forget_counts(v_name);
        end if;
        v_names := v_names || v_name;
    end loop;
    delete from filters.dimensions where name = any(v_names);
    delete from filters.allowed_sources where source_table = v_table;
end;
$$;

comment on function filters.detach_table(core.attachments) is
    'Errors: PT409 filters.source_busy.';
