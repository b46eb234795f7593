-- core.run_refresh_cache: the job that renews one response.
--
-- It takes the lock of core.cached, so a renewal and a first computation do not run at
-- the same time. If the response was renewed meanwhile, the job does nothing.

create or replace function core.run_refresh_cache(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache constant text := p_job.payload ->> 'cache';
    v_arguments constant jsonb := p_job.payload -> 'arguments';
    v_entry core.cache_entries;
begin
    perform pg_advisory_xact_lock(
        hashtextextended('core.cached:' || v_cache || v_arguments::text, 0)
    );
    v_entry := core._read_cache(v_cache, v_arguments);
    if v_entry.expires_at > core.now()
        and v_entry.computed_at <= core.now() + interval '10 seconds'
        or not exists (select from core.caches as c where c.name = v_cache)
    then
        return;
    end if;

    perform core._compute_cache(v_cache, v_arguments);
end;
$$;

comment on function core.run_refresh_cache(core.jobs) is
$$Handler of core.refresh_cache.
$$;
