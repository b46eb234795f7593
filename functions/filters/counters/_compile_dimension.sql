-- filters._compile_dimension: create the triggers that count a source, or drop them.
--
-- The lock waits for every writer and blocks new ones until the commit, so each
-- statement is counted by exactly one version of the trigger function. Dynamic SQL:
-- names come from the catalog through %I and regclass, values through %L.

create or replace function filters._compile_dimension(p_source regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_body text;
    v_table record;
begin
    perform filters._lock_source(
        p_source,
        not exists (
            select from filters.dimensions as d
            where
                d.source_table = p_source
                and d.counted_by = 'counters'
                and d.state <> 'off'
        )
    );
    select format('filters_compiled.%I', 'tg_source_' || s.id || '__count')
    into v_function
    from filters.sources as s
    where s.source_table = p_source;
    v_body := filters._write_counting(p_source);
    if v_body is null then
        perform filters._drop_counting(v_function);
        return;
    end if;

    execute format(
        'create or replace function %s() returns trigger language plpgsql volatile '
        'security definer set search_path = pg_catalog, pg_temp as %L',
        v_function, v_body
    );
    for v_table in
        select
            t.name,
            c.relkind = 'r' as is_leaf
        from filters._list_source_tables(p_source) as t (name)
        inner join pg_catalog.pg_class as c on t.name = c.oid
        order by c.oid
    loop
        perform filters._write_triggers(v_table.name, v_function, v_table.is_leaf);
    end loop;
end;
$$;

comment on function filters._compile_dimension(regclass) is
$$Make the triggers of a source count exactly its registered dimensions.

Errors: PT409 filters.source_busy.
$$;
