-- filters.cancel_reshape: give up a change of filters.transactions before the switch.
--
-- The lines are as they were, so only the copy and its triggers go.

create or replace function filters.cancel_reshape()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_statement text;
begin
    perform from filters.reshapes where state <> 'switched' for update;
    if not found then
        perform core.raise_error(
            'filters.reshape_refused', 'No change can be given up.'
        );
    end if;
    lock table filters.transactions in access exclusive mode;
    for v_statement in
        select format('drop trigger %I on %s', g.tgname, g.tgrelid::regclass)
        from filters._list_source_tables('filters.transactions') as t (name)
        inner join pg_catalog.pg_trigger as g on t.name = g.tgrelid
        where g.tgname like 't90_mirror_%'
    loop
        execute v_statement;
    end loop;
    execute 'drop table filters.transactions_new';
    if filters._shape_of_lines() = 'plain' then
        delete from filters.line_keys where line_key is not null;
    end if;
    delete from filters.reshapes where id is not null;
end;
$$;

comment on function filters.cancel_reshape() is
$$Drop what was copied; the lines stay as they are.

Errors: PT409 filters.reshape_refused; 55P03 if a lock is not granted in time.
$$;
