-- concerts.put_off_feed: pause the provider of a run as long as its source asks.
--
-- Fenced as all calls of a holder. Locks the run, then the provider. Definer: callers
-- may not write the tables.

create or replace function concerts.put_off_feed(
    p_run_id bigint, p_token bigint, p_seconds integer
)
    returns timestamptz
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run constant concerts.feed_runs := concerts._hold_run(p_run_id, p_token);
begin
    perform core.read_number('seconds', p_seconds, 1, 604800);
    return core.pause_provider(
        (select f.provider from concerts.feeds as f where f.name = v_run.feed),
        core.now() + make_interval(secs => p_seconds),
        'Requested by the service.'
    );
end;
$$;

grant execute on function concerts.put_off_feed(bigint, bigint, integer)
to service_role, app_worker;

comment on function concerts.put_off_feed(bigint, bigint, integer) is
$$Pause the provider of a run; returns the end of its pause.

Returns: timestamptz
Units: seconds, a week at most.
Errors: PT409 concerts.feed_superseded, PT422 core.invalid_argument.
Example: {"run_id": 1, "token": 1, "seconds": 4397}
Budget: 200 ms.
$$;
