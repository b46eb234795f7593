-- concerts.start_feed_run: begin a run of a feed, or go on with the one that was not
-- finished.
--
-- One run of a feed goes at a time. A holder with a session of its own has an advisory
-- lock, which goes with its process, so the run of a killed process is free at once;
-- one without a session (HTTP) gives a lease in seconds. A run without progress for a
-- day and two hours is given up: its windows are old.
--
-- Locks: the feed, its advisory lock, which is only tried, and its runs. Definer: no
-- role may write the tables.

create or replace function concerts.start_feed_run(
    p_feed text,
    p_is_full boolean default false,
    p_is_dry_run boolean default false,
    p_lease_seconds integer default 120
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_kind constant text := case when p_is_full then 'full' else 'incremental' end;
    v_is_free boolean;
    v_is_resumed boolean;
    v_run concerts.feed_runs;
begin
    perform concerts._check_feed(p_feed);
    if p_lease_seconds is not null or current_setting('role') = 'service_role' then
        perform core.read_number('lease_seconds', p_lease_seconds, 1, 3600);
    end if;
    perform from concerts.feeds as f where f.name = p_feed for update;
    v_is_free := case
        when p_lease_seconds is null
            then pg_try_advisory_lock(hashtextextended('concerts.feed:' || p_feed, 0))
        else pg_try_advisory_xact_lock(hashtextextended('concerts.feed:' || p_feed, 0))
    end;
    if not v_is_free or exists (
        select
        from concerts.feed_runs as r
        where r.feed = p_feed and r.status = 'running' and r.lease_until_at > v_now
    ) then
        perform core.raise_error(
            'concerts.feed_running', format('A run of %s is not finished.', p_feed)
        );
    end if;

    select r.*
    into v_run
    from concerts.feed_runs as r
    where
        r.feed = p_feed
        and r.status in ('running', 'paused')
        and not r.is_dry_run
        and p_is_dry_run is not true
        and (r.kind = v_kind or r.kind = 'full')
        and r.progressed_at > v_now - interval '26 hours'
    order by r.id desc
    limit 1;
    v_is_resumed := v_run.id is not null;
    update concerts.feed_runs
    set status = 'interrupted', finished_at = v_now, lease_until_at = null
    where
        feed = p_feed
        and status in ('running', 'paused')
        and id is distinct from v_run.id
        and (is_dry_run or p_is_dry_run is not true);
    if p_is_dry_run is not true then
        update concerts.feeds
        set connected_at = v_now
        where name = p_feed and connected_at is null;
    end if;

    if not v_is_resumed then
        insert into concerts.feed_runs (
            feed, kind, is_dry_run, cursor, started_at, progressed_at, lease_until_at
        )
        values (
            p_feed, v_kind, coalesce(p_is_dry_run, false),
            concerts._plan_feed(p_feed, v_kind = 'full'), v_now, v_now,
            v_now + make_interval(secs => p_lease_seconds)
        )
        returning * into v_run;
    else
        update concerts.feed_runs
        set
            status = 'running',
            token = token + 1,
            fault = null,
            lease_until_at = v_now + make_interval(secs => p_lease_seconds)
        where id = v_run.id
        returning * into v_run;
    end if;
    return jsonb_build_object(
        'run_id', v_run.id, 'token', v_run.token, 'kind', v_run.kind,
        'is_resumed', v_is_resumed
    );
end;
$$;

grant execute on function concerts.start_feed_run(text, boolean, boolean, integer)
to service_role, app_worker;

comment on function concerts.start_feed_run(text, boolean, boolean, integer) is
$$Start a run, or go on with an unfinished one.

The run is held for p_lease_seconds, and for two minutes after each call; null, not for
callers over HTTP: for as long as the session lasts.
Returns: {run_id: bigint, token: bigint, kind: "full" | "incremental", is_resumed:
boolean}
Errors: PT404 concerts.unknown_feed, PT409 concerts.feed_running, PT422
core.invalid_argument.
Example: {"feed": "ticketmaster", "is_full": false, "is_dry_run": true}
Budget: 200 ms.
$$;
