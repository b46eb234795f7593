-- filters.tg_bulk_writes__fold: a bulk write is counted before it is seen.
--
-- Deferred: fires when the transaction commits, so its last statements are counted too
-- and no lock is held while it goes on. Takes the lock of filters._lock_folds, by asking
-- for it again and again rather than waiting: who waits here holds locks on lines, and
-- whoever holds the other lock may want those. Where it can not be had in time, or the
-- transaction's snapshot is older than its commit, the changes stay, for filters.pulse.
-- Definer: who writes lines has no grant on counts.

create or replace function filters.tg_bulk_writes__fold()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_slice constant integer := 100000;
    c_tries constant integer := 1200;
    v_tries integer := 0;
begin
    if current_setting('transaction_isolation') <> 'read committed'
        or not exists (select from filters.bulk_writes where id = new.id)
    then
        return null;
    end if;
    while not filters._try_lock_folds() loop
        v_tries := v_tries + 1;
        if v_tries = c_tries then
            return null;
        end if;
        perform pg_sleep(0.05);
    end loop;

    perform filters.fold_lines(c_slice);
    while exists (select from filters.bulk_writes where id = new.id) loop
        perform filters.fold_lines(c_slice);
    end loop;
    return null;
exception
    when lock_not_available or deadlock_detected or serialization_failure then
        return null;
end;
$$;

comment on function filters.tg_bulk_writes__fold() is
    'Fold the changes of a bulk write, slice by slice, when its transaction commits.';
