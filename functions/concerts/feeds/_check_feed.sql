-- concerts._check_feed: refuse the name of an unknown feed.

create or replace function concerts._check_feed(p_feed text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from concerts.feeds as f where f.name = p_feed) then
        perform core.raise_error(
            'concerts.unknown_feed',
            format('There is no feed %L.', core.excerpt(p_feed))
        );
    end if;
end;
$$;

comment on function concerts._check_feed(text) is
$$Refuse a name that is not in concerts.feeds.

Errors: PT404 concerts.unknown_feed.
$$;
