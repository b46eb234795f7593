-- concerts._feed_lag: how long ago a feed last began a run that succeeded.
--
-- Before the first success, how long ago it was connected.

create or replace function concerts._feed_lag(p_feed text)
    returns numeric
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select round(extract(epoch from core.now() - coalesce(
        (
            select max(r.started_at)
            from concerts.feed_runs as r
            where r.feed = p_feed and r.status = 'succeeded' and not r.is_dry_run
        ),
        f.connected_at
    )))
    from concerts.feeds as f
    where f.name = p_feed and f.connected_at is not null
$$;

comment on function concerts._feed_lag(text) is
    'Return the lag. Units: seconds; null for a feed that has never been used.';
