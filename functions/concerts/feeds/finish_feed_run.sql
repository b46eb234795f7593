-- concerts.finish_feed_run: end a run, or put it off.
--
-- A run that has a page left is paused, with any fault, and the next start goes on
-- with it. Definer: callers may not write the tables.

create or replace function concerts.finish_feed_run(
    p_run_id bigint, p_token bigint, p_fault text default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run concerts.feed_runs := concerts._hold_run(p_run_id, p_token);
    v_status constant text := case
        when concerts._feed_request(v_run.feed, v_run.cursor) is null then 'succeeded'
        when v_run.is_dry_run then 'interrupted'
        else 'paused'
    end;
begin
    update concerts.feed_runs
    set
        status = v_status,
        fault = left(p_fault, 1000),
        lease_until_at = null,
        finished_at = case when v_status <> 'paused' then core.now() end
    where id = p_run_id;
    if v_run.lease_until_at is null then
        perform pg_advisory_unlock(hashtextextended('concerts.feed:' || v_run.feed, 0));
    end if;
    return v_status;
end;
$$;

grant execute on function concerts.finish_feed_run(bigint, bigint, text)
to service_role, app_worker;

comment on function concerts.finish_feed_run(bigint, bigint, text) is
$$End a run, or put it off; returns its status.

succeeded: nothing was left; paused: the next start goes on with it; interrupted: a dry
run that had pages left.
Returns: "succeeded" | "paused" | "interrupted"
Errors: PT409 concerts.feed_superseded.
Example: {"run_id": 1, "token": 1}
Budget: 200 ms.
$$;
