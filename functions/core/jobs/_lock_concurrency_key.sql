-- core._lock_concurrency_key: one transaction at a time decides about a concurrency
-- key.
--
-- An advisory lock until the end of the transaction. A claim only tries it (false:
-- another transaction is deciding). A transaction that ends a job of the key waits for
-- the lock, after locking its own rows. Claim skips locked rows, so the two cannot
-- deadlock.

create or replace function core._lock_concurrency_key(p_key text, p_wait boolean)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lock bigint := hashtextextended('core.jobs/' || p_key, 0);
begin
    if not p_wait then
        return pg_try_advisory_xact_lock(v_lock);
    end if;
    perform pg_advisory_xact_lock(v_lock);
    return true;
end;
$$;
