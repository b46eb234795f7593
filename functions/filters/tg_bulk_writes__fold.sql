-- filters.tg_bulk_writes__fold: a bulk write is counted before it is seen.
--
-- Deferred: fires when the transaction commits, so its last statements are counted too
-- and no lock is held while it goes on. Takes the lock of folds, as
-- filters._await_folds does it. Where it can not be had in time, or the transaction's
-- snapshot is older than its commit, the changes stay, for filters.pulse.
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
    c_tries constant integer := 60;
    v_tries integer := 0;
begin
    if current_setting('transaction_isolation') <> 'read committed'
        or not exists (select from filters.bulk_writes where id = new.id)
    then
        return null;
    end if;
    -- Few changes of its own: what waits is folded by whoever has the lock.
    if not exists (select from filters.bulk_changes where bulk_id = new.id)
        and not filters._try_lock_folds()
    then
        delete from filters.bulk_writes where id = new.id;
        return null;
    end if;
    while not filters._await_folds() loop
        v_tries := v_tries + 1;
        if v_tries = c_tries then
            return null;
        end if;
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
