-- filters._write_line_triggers: the four statement triggers that call one function for
-- each change of lines.

create or replace function filters._write_line_triggers(
    p_table regclass, p_name text, p_function text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_event text;
    v_tables text;
begin
    for v_event, v_tables in
        values
        ('insert', 'referencing new table as new_rows'),
        ('update', 'referencing old table as old_rows new table as new_rows'),
        ('delete', 'referencing old table as old_rows'),
        ('truncate', '')
    loop
        execute format(
            'create trigger %I after %s on %s %s '
            'for each statement execute function %s()',
            p_name || '_' || v_event, v_event, p_table, v_tables, p_function
        );
    end loop;
end;
$$;

comment on function filters._write_line_triggers(regclass, text, text) is
    '<name>_insert, _update, _delete and _truncate.';
