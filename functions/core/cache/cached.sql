-- core.cached: a response from the cache, computed once for concurrent callers.
--
-- A fresh response is returned. A stale one is returned too, and one job renews it.
-- Otherwise it is computed under an advisory lock that lasts until the transaction
-- ends. A caller that waited for the lock reads again and finds the response; if the
-- computing transaction was rolled back or crashed, the next caller computes it. A
-- read-only transaction (GET) cannot store anything, so each one without an entry
-- computes for itself: keep such caches warm. Locks: the advisory lock, then the
-- entry's row. A function that uses two caches must use them in one order.
--
-- Definer: no caller may write the tables. A cached response is the same for all
-- callers; the function that calls this one decides who may read it.

create or replace function core.cached(p_cache text, p_arguments jsonb default '{}')
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.cache_entries;
begin
    if not exists (select from core.caches as c where c.name = p_cache) then
        perform core.raise_error(
            'core.unknown_cache', format('There is no cache %L.', core.excerpt(p_cache))
        );
    end if;

    v_entry := core._read_cache(p_cache, p_arguments);
    -- A response computed while the clock was ahead is stale.
    if v_entry.expires_at > core.now()
        and v_entry.computed_at <= core.now() + interval '10 seconds'
    then
        perform core._count_lookup(p_cache, 'hit');
        return v_entry.payload;
    end if;
    if v_entry.cache is not null then
        perform core._count_lookup(p_cache, 'stale');
        if not current_setting('transaction_read_only')::boolean then
            perform core.enqueue(
                'core.refresh_cache',
                jsonb_build_object('cache', p_cache, 'arguments', p_arguments),
                p_queue => 'maintenance',
                p_dedupe_key => p_cache || ':' || md5(p_arguments::text)
            );
        end if;
        return v_entry.payload;
    end if;

    perform core._count_lookup(p_cache, 'miss');
    if not current_setting('transaction_read_only')::boolean then
        perform pg_advisory_xact_lock(
            hashtextextended('core.cached:' || p_cache || p_arguments::text, 0)
        );
        v_entry := core._read_cache(p_cache, p_arguments);
        if v_entry.cache is not null then
            return v_entry.payload;
        end if;
    end if;

    return core._compute_cache(p_cache, p_arguments);
end;
$$;

grant execute on function core.cached(text, jsonb)
to service_role, app_worker;

comment on function core.cached(text, jsonb) is
$$The response of a cached function for these arguments, from the cache if possible.

It is computed without the claims of the caller.
Errors: PT422 core.unknown_cache; whatever the function raises.
$$;
