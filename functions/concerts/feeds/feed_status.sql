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
$$Return how far each feed is; for app roles admin and curator.

lag_seconds is since the start of the last success, or since the feed was connected;
null before that. budget_left: calls that may still be made today; null: no limit.
errors are those of a day, by kind. A run's counts say what it merged.
Returns: {items: [{feed: text, connected_at: timestamptz | null, last_success_at:
timestamptz | null, lag_seconds: bigint | null, last_run: {run_id: bigint, kind: "full"
| "incremental", is_dry_run: boolean, status: "running" | "paused" | "succeeded" |
"interrupted", started_at: timestamptz, finished_at: timestamptz | null, counts:
{[text]: bigint}, notes: [text], fault: text | null} | null, budget_left: integer |
null, paused_until_at: timestamptz | null, errors: {[text]: bigint}, next_run_at:
timestamptz | null}]}
Errors: PT404 concerts.unknown_feed, PT403 core.not_permitted.
Example: {"feed": "spotify"}
Budget: 200 ms.
$$;
