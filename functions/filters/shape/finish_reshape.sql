-- filters.finish_reshape: drop what is left of the table that was replaced, bit by bit.
--
-- Nothing reads or writes it any more. But to drop a foreign key locks the table to
-- which it refers against readers, too. So each goes in a call of its own, and the
-- table itself in the last one.

create or replace function filters.finish_reshape()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fkey name;
begin
    perform from filters.reshapes where state = 'switched' for update;
    if not found then
        perform core.raise_error(
            'filters.reshape_refused', 'No change is to be finished.'
        );
    end if;
    v_fkey := (
        select min(c.conname)
        from pg_catalog.pg_constraint as c
        where
            c.conrelid = 'filters.transactions_old'::regclass
            and c.contype = 'f'
    );
    if v_fkey is not null then
        execute format(
            'alter table filters.transactions_old drop constraint %I', v_fkey
        );
        return true;
    end if;
    execute 'drop table filters.transactions_old';
    delete from filters.reshapes where state = 'switched';
    return false;
end;
$$;

comment on function filters.finish_reshape() is
$$Drop a part of the table that filters.switch_lines has replaced; true: call it again.

Errors: PT409 filters.reshape_refused; 55P03 if a lock is not granted in time.
$$;
