-- filters.tg_bulk_writes__fold: fold a bulk write before it becomes visible.
--
-- Deferred to the commit: the last statements are included, and the fold lock is not
-- held while the transaction runs. filters._await_folds takes the lock. If the lock is
-- not free in time, or the isolation level is not READ COMMITTED (so that the snapshot
-- is older than the commit), filters.run_folds folds the changes later.
--
-- A transaction with few changes that found too many unfolded ones folds one slice of
-- them if the lock is free. With ten times as many, writers are faster than folds: it
-- then waits for the lock, so the backlog stays bounded however many sessions write.
--
-- Definer: a writer of lines has no grant on the counts.

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
    v_limit constant bigint := filters._backlog_limit();
    v_is_bulk boolean;
    v_waiting bigint;
    v_tries integer := 0;
begin
    if current_setting('transaction_isolation') <> 'read committed'
        or not exists (select from filters.bulk_writes where id = new.id)
    then
        return null;
    end if;
    v_is_bulk := exists (select from filters.bulk_changes where bulk_id = new.id);
    if not v_is_bulk then
        -- The holder of the lock folds the backlog, unless writers are faster.
        v_waiting := (
            select count(*)
            from (select from filters.line_changes limit 10 * v_limit) as n
        );
        if v_waiting < 10 * v_limit and not filters._try_lock_folds() then
            delete from filters.bulk_writes where id = new.id;
            return null;
        end if;
    end if;
    while not filters._await_folds() loop
        v_tries := v_tries + 1;
        if v_tries = c_tries then
            return null;
        end if;
    end loop;

    if not v_is_bulk then
        v_waiting := (
            select count(*)
            from (select from filters.line_changes limit v_limit) as n
        );
        if v_waiting < v_limit then
            -- Another transaction has folded them meanwhile.
            delete from filters.bulk_writes where id = new.id;
            return null;
        end if;
        perform filters.fold_lines(v_limit::integer);
        return null;
    end if;

    perform filters.fold_lines(c_slice);
    while exists (select from filters.bulk_writes where id = new.id) loop
        perform filters.fold_lines(c_slice);
    end loop;
    return null;
exception
    when lock_not_available or deadlock_detected then
        return null;
end;
$$;

comment on function filters.tg_bulk_writes__fold() is
    'Fold the changes of a bulk write, slice by slice, when its transaction commits.';
