-- core.warm_cache: have a response computed by a job, unless it is fresh.

create or replace function core.warm_cache(p_cache text, p_arguments jsonb)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry constant core.cache_entries := core._read_cache(p_cache, p_arguments);
begin
    if v_entry.expires_at > core.now()
        and v_entry.computed_at <= core.now() + interval '10 seconds'
    then
        return false;
    end if;
    perform core.enqueue(
        'core.refresh_cache',
        jsonb_build_object('cache', p_cache, 'arguments', p_arguments),
        p_queue => 'maintenance',
        p_dedupe_key => p_cache || ':' || md5(p_arguments::text)
    );
    return true;
end;
$$;

comment on function core.warm_cache(text, jsonb) is
    'True if the response was cold: a job computes it.';
