-- concerts._feed_news: the state of the last run of a feed, for its health check.

create or replace function concerts._feed_news(p_feed text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'Run %s is %s%s.', r.id, r.status, ': ' || rtrim(r.fault, '.')
    )
    from concerts.feed_runs as r
    where r.feed = p_feed
    order by r.id desc
    limit 1
$$;

comment on function concerts._feed_news(text) is
    'Return a sentence with the status and the fault of the last run.';
