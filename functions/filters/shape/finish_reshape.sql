-- filters.finish_reshape: drop the table in which the lines were before the switch.
--
-- Its foreign keys lock the tables to which they refer for a moment. Nothing reads or
-- writes it any more.

create or replace function filters.finish_reshape()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from filters.reshapes where state = 'switched' for update;
    if not found then
        perform core.raise_error(
            'filters.reshape_refused', 'No change of filters.transactions is to be finished.'
        );
    end if;
    execute 'drop table filters.transactions_old';
    delete from filters.reshapes where state = 'switched';
end;
$$;

comment on function filters.finish_reshape() is
$$Drop the table that filters.switch_lines has replaced.

Errors: PT409 filters.reshape_refused; 55P03 if a lock is not granted in time.
$$;
