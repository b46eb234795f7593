-- filters._rename_lines: rename a table of lines with its indexes and its sequence.
--
-- p_from and p_to are what names begin with: new_, old_ or nothing.

create or replace function filters._rename_lines(
    p_table regclass, p_name name, p_from text, p_to text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_statement text;
begin
    for v_statement in
        select format(
            'alter index filters.%I rename to %I',
            c.relname, p_to || substr(c.relname, length(p_from) + 1)
        )
        from pg_catalog.pg_index as i
        inner join pg_catalog.pg_class as c on i.indexrelid = c.oid
        where i.indrelid = p_table
    loop
        execute v_statement;
    end loop;
    execute format(
        'alter sequence %s rename to %I',
        pg_get_serial_sequence(p_table::text, 'id'), p_to || 'transactions_id_seq'
    );
    execute format('alter table %s rename to %I', p_table, p_name);
end;
$$;

comment on function filters._rename_lines(regclass, name, text, text) is
    'For filters.switch_lines.';
