-- concerts.feed_status: how far the feeds are.
--
-- Definer: no app role has a grant on the tables.

create or replace function concerts.feed_status(p_feed text default null)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'curator');
    if p_feed is not null then
        perform concerts._check_feed(p_feed);
    end if;
    return jsonb_build_object('items', (
        select coalesce(jsonb_agg(concerts._show_feed(f) order by f.name), '[]')
        from concerts.feeds as f
        where p_feed is null or f.name = p_feed
    ));
end;
$$;

grant execute on function concerts.feed_status(text) to authenticated, service_role;

comment on function concerts.feed_status(text) is
$$Return how far each feed is: last success, lag, budget that is left, errors of a day
by kind; for app roles admin and curator.

Returns {items: [{feed, connected_at, last_success_at, lag_seconds, last_run: {run_id,
kind, is_dry_run, status, started_at, finished_at, counts, notes, fault}, budget_left,
paused_until_at, errors: {kind: n}, next_run_at}]}. budget_left null: no limit.
Errors: PT404 concerts.unknown_feed, PT403 core.not_permitted.
Example: {"feed": "ticketmaster"}
Budget: 200 ms.
$$;
