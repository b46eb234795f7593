-- core.run_warm_caches: the job that keeps the listed responses fresh.
--
-- It only enqueues: each response is computed by its own job, so a slow or failing one
-- does not delay the others. A response that stays fresh past the next run is skipped.

create or replace function core.run_warm_caches(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache text;
    v_arguments jsonb;
begin
    for v_cache, v_arguments in
        select
            c.name,
            a.arguments
        from core.caches as c
        cross join jsonb_array_elements(c.warm) as a (arguments)
        order by c.name
    loop
        if core.warm_cache(v_cache, v_arguments) then
            raise debug 'job %: % was cold', p_job.id, v_cache;
        end if;
    end loop;
end;
$$;

comment on function core.run_warm_caches(core.jobs) is
$$Handler of core.warm_caches.
$$;
