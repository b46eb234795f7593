-- concerts.next_feed_request: what a run asks its source for next.
--
-- Counts the call with its provider (core.take_provider_call), or returns how long
-- to wait. Locks the run, then the provider. Definer: callers may not write the tables.

create or replace function concerts.next_feed_request(p_run_id bigint, p_token bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run concerts.feed_runs := concerts._hold_run(p_run_id, p_token);
    v_request jsonb := concerts._feed_request(v_run.feed, v_run.cursor);
    v_call record;
begin
    if v_request is null then
        return '{"is_done": true}'::jsonb;
    end if;
    select c.*
    into v_call
    from concerts.feeds as f
    cross join lateral core.take_provider_call(f.provider) as c
    where f.name = v_run.feed;
    if v_call.wait_seconds > 0 then
        return jsonb_build_object(
            'is_done', false,
            'wait_seconds', v_call.wait_seconds,
            'reason', v_call.reason
        );
    end if;
    return jsonb_build_object('is_done', false, 'request', v_request) || coalesce(
        (
            select jsonb_build_object('etag', p.etag, 'last_modified', p.last_modified)
            from concerts.raw_pages as p
            where
                p.id = concerts._last_page(v_run.feed, v_request)
                and v_run.kind = 'incremental'
        ),
        '{}'
    );
end;
$$;

grant execute on function concerts.next_feed_request(bigint, bigint)
to service_role, app_worker;

comment on function concerts.next_feed_request(bigint, bigint) is
$$Return the next request of a run, or how long to wait.

Where is_done is true, there is nothing else. Else there is a request, or wait_seconds
and the reason. etag and last_modified are those of the last answer to the same request,
for a conditional one.
Returns: {is_done: boolean, request?: {path: text, query: {[text]: text}}, etag?: text |
null, last_modified?: text | null, wait_seconds?: numeric, reason?: "provider_paused" |
"provider_budget" | "provider_rate"}
Units: wait_seconds is seconds.
Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1}
Budget: 200 ms.
$$;
