-- concerts._show_feed: one item of feed_status.

create or replace function concerts._show_feed(p_feed concerts.feeds)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'feed', p_feed.name,
        'connected_at', p_feed.connected_at,
        'last_success_at', s.finished_at,
        'lag_seconds', concerts._feed_lag(p_feed.name),
        'last_run', (
            select jsonb_build_object(
                'run_id', r.id, 'kind', r.kind, 'is_dry_run', r.is_dry_run,
                'status', r.status, 'started_at', r.started_at,
                'finished_at', r.finished_at, 'counts', r.counts, 'notes', r.notes,
                'fault', r.fault
            )
            from concerts.feed_runs as r
            where r.feed = p_feed.name
            order by r.id desc
            limit 1
        ),
        'budget_left', core.provider_calls_left(p_feed.provider),
        'paused_until_at', (
            select p.paused_until_at
            from core.job_providers as p
            where p.name = p_feed.provider and p.paused_until_at > core.now()
        ),
        'errors', (
            select coalesce(jsonb_object_agg(e.kind, e.n), '{}')
            from (
                select e.kind, count(*) as n
                from concerts.feed_errors as e
                inner join concerts.feed_runs as r on e.feed_run_id = r.id
                where
                    r.feed = p_feed.name
                    and e.happened_at > core.now() - interval '1 day'
                group by e.kind
            ) as e
        ),
        'next_run_at', (
            select min(j.next_run_at)
            from core.job_schedules as j
            where j.kind = p_feed.job_kind and j.is_enabled
        )
    )
    from (values (1)) as one (it)
    left join lateral (
        select r.finished_at
        from concerts.feed_runs as r
        where r.feed = p_feed.name and r.status = 'succeeded' and not r.is_dry_run
        order by r.id desc
        limit 1
    ) as s on true
$$;

comment on function concerts._show_feed(concerts.feeds) is
    'Return the state of a feed, as feed_status returns it.';
