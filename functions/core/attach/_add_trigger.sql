-- core._add_trigger: make a trigger on a table of others, never in place of theirs.

create or replace function core._add_trigger(
    p_table regclass, p_name name, p_event text, p_call text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from pg_catalog.pg_trigger as t
        where t.tgrelid = p_table and t.tgname = p_name
    )
    then
        perform core.raise_error(
            'core.unattachable_table',
            format('%s has a trigger %s of its own: rename it.', p_table, p_name)
        );
    end if;
    execute format(
        'create trigger %I %s on %s %s', p_name, p_event,
        p_table, p_call
    );
    execute format(
        'comment on trigger %I on %s is %L', p_name, p_table,
        'Attached by Rowhouse: core.attachments.'
    );
end;
$$;

comment on function core._add_trigger(regclass, name, text, text) is
    'Errors: PT422 core.unattachable_table.';
