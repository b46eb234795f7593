-- tests.feed_page: a page of the Discovery API with these events.

create or replace function tests.feed_page(variadic p_events jsonb[])
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        '_embedded', jsonb_build_object('events', to_jsonb(p_events)),
        'page', jsonb_build_object('totalElements', cardinality(p_events))
    )
$$;
