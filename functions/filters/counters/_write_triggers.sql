-- filters._write_triggers: the statement triggers that count one table.
--
-- TRUNCATE of a partitioned table fires the triggers of its partitions, so only those
-- have a TRUNCATE trigger.

create or replace function filters._write_triggers(
    p_table regclass, p_function text, p_is_leaf boolean
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format(
        'create or replace trigger t70_count_insert after insert on %s '
        'referencing new table as new_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    execute format(
        'create or replace trigger t70_count_update after update on %s '
        'referencing old table as old_rows new table as new_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    execute format(
        'create or replace trigger t70_count_delete after delete on %s '
        'referencing old table as old_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    if p_is_leaf then
        execute format(
            'create or replace trigger t70_count_truncate before truncate on %s '
            'for each statement execute function %s()',
            p_table, p_function
        );
    end if;
end;
$$;

comment on function filters._write_triggers(regclass, text, boolean) is
    't70_count_insert, _update, _delete and, on tables that hold rows, _truncate.';
