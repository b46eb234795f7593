-- concerts._last_page: the last page with a body that a source answered to a request.

create or replace function concerts._last_page(p_feed text, p_request jsonb)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p.id
    from concerts.raw_pages as p
    where
        p.feed = p_feed
        and md5(p.request::text) = md5(p_request::text)
        and p.body is not null
        and p.status = 200
    order by p.id desc
    limit 1
$$;

comment on function concerts._last_page(text, jsonb) is
    'Return the id in concerts.raw_pages; null if there is none.';
