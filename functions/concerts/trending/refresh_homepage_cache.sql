-- concerts.refresh_homepage_cache: compute the homepage again.
--
-- Definer: callers may not write the cache.

create or replace function concerts.refresh_homepage_cache()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'curator');
    perform core.invalidate_cache(array['concerts.homepage']);
    return jsonb_build_object(
        'trending',
        jsonb_array_length(core.cached('concerts.homepage', '{"part": "trending"}')),
        'top_shows',
        jsonb_array_length(core.cached('concerts.homepage', '{"part": "top_shows"}'))
    );
end;
$$;

grant execute on function concerts.refresh_homepage_cache()
to authenticated, service_role;

comment on function concerts.refresh_homepage_cache() is
$$Compute the cached homepage again; for app roles admin and curator.

trending and top_shows: how many items each part has.
Returns: {trending: integer, top_shows: integer}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 500 ms.
$$;
