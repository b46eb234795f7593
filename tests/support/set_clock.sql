-- tests.set_clock: freeze core.now() for the rest of the transaction.
--
-- Definer: the clock is a setting of the database, which only its owner can set.

create or replace function tests.set_clock(p_now timestamptz)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter database %I set rowhouse.clock = %L', current_database(), p_now);
    perform set_config('rowhouse.clock', p_now::text, true);
end;
$$;
