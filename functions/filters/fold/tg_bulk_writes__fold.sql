-- filters.tg_bulk_writes__fold: a bulk write is counted before it is seen.
--
-- Deferred: fires when the transaction commits, so its last statements are counted too
-- and no lock is held while it goes on. Takes the lock of folds, as
-- filters._await_folds does it. Where the lock is not free in time, or the
-- transaction's snapshot is older than its commit, filters.run_folds takes the changes.
--
-- A transaction with few changes that found too many waiting folds one slice of them,
-- if the lock is free. Where ten times as many wait, writers are faster than folds:
-- then it waits for the lock, so that the backlog of readers is bounded however many
-- write.
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
        -- What waits is folded by whoever has the lock, unless writers outrun it.
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
            -- Another transaction folded them meanwhile.
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
