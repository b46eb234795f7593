-- core._count_lookup: count a hit, a stale hit or a miss, unless it would have to wait.

create or replace function core._count_lookup(p_cache text, p_outcome text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_place tid;
begin
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;

    select f.ctid
    into v_place
    from core.cache_counters as f
    where f.cache = p_cache and f.slot = pg_backend_pid() % 16
    for update skip locked;
    if not found then
        return;
    end if;

    update core.cache_counters
    set
        hits = hits + (p_outcome = 'hit')::integer,
        stale_hits = stale_hits + (p_outcome = 'stale')::integer,
        misses = misses + (p_outcome = 'miss')::integer
    where ctid = v_place;
end;
$$;

comment on function core._count_lookup(text, text) is
$$Count one lookup of a cache: hit, stale or miss.
$$;
