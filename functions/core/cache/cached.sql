-- core.cached: an answer from the cache, computed once however many ask for it.
--
-- Fresh: given. Stale: given, and one job renews it. Else computed under an advisory
-- lock that lasts until the transaction ends: who waited for it reads again and finds
-- the answer; if the computing transaction was undone, or its process died, the next
-- one computes. In a read-only transaction (GET) nothing can be kept, so everybody
-- without an entry computes for itself: keep such caches warm. Locks: the advisory one,
-- then the entry's row. A function that asks two caches must ask them in one order.
--
-- Definer: the tables are nobody's to write. What is cached is the same for all
-- callers; who may ask is decided by the function that calls this one.

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
    -- What a clock that was ahead computed is stale.
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
$$The answer of a cached function for these arguments, from the cache where it may be.

It is computed as nobody: without the claims of whoever asks.
Errors: PT422 core.unknown_cache; whatever the function raises.
$$;
