-- concerts._list_due_feeds: the feeds that call_sync is to call the edge function for.
--
-- A run that stopped at its deadline goes on within a minute, one with a fault after
-- ten minutes. A new run is due when the period since the last start is over. A feed
-- whose source is paused, or has no call left today, waits. A run that its holder has
-- not left is not called for.

create or replace function concerts._list_due_feeds()
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.name
    from concerts.feeds as f
    inner join core.job_providers as p on f.provider = p.name
    left join lateral (
        select r.*
        from concerts.feed_runs as r
        where r.feed = f.name and not r.is_dry_run
        order by r.id desc
        limit 1
    ) as r on true
    where
        coalesce(p.paused_until_at <= core.now(), true)
        and core.provider_calls_left(f.provider) is distinct from 0
        and coalesce(not (r.status = 'running' and r.lease_until_at > core.now()), true)
        and coalesce(
            greatest(
                f.called_at,
                case when r.status not in ('running', 'paused') then r.started_at end
            ) <= core.now() - case
                when r.status not in ('running', 'paused') or r.id is null
                    then make_interval(secs => f.period_seconds - 30)
                when r.fault is null then interval '30 seconds'
                else interval '10 minutes'
            end,
            true
        )
    order by f.name
$$;

comment on function concerts._list_due_feeds() is
    'Return names of feeds.';
