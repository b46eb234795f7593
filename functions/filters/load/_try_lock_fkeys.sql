-- filters._try_lock_fkeys: lock the lines and all that they refer to, to drop foreign
-- keys; false if others stay in the way.
--
-- A writer of master data holds its table and waits for the fold lock, which the caller
-- holds: a wait for that table would be a deadlock. So no lock is waited for. Readers
-- are gone in a moment, for which there are twenty attempts within a second; the end of
-- a transaction cannot be awaited without its lock.

create or replace function filters._try_lock_fkeys()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tables constant text := (
        select string_agg(distinct k.confrelid::regclass::text, ', ')
        from pg_catalog.pg_constraint as k
        where k.conrelid = 'filters.transactions'::regclass and k.contype = 'f'
    );
begin
    for i in 1 .. 20 loop
        begin
            execute 'lock table ' || concat_ws(', ', 'filters.transactions', v_tables)
                || ' in access exclusive mode nowait';
            return true;
        exception
            when lock_not_available then
                perform pg_sleep(0.05);
        end;
    end loop;
    return false;
end;
$$;

comment on function filters._try_lock_fkeys() is
    'Whether filters.transactions and the tables that it refers to are locked now.';
