-- core.claim_schedule_tick: take the due ticks of a schedule exactly once.
--
-- It locks the schedule and compares the tick that the caller saw with the row: if two
-- workers have the same tick, the second waits for the first and finds it taken; the
-- same holds for a tick that pg_cron took. Tick and job commit together, so after a
-- crash nothing was taken. All due ticks create one job at most: for the latest tick if
-- it is fresh, or if `missed` is once; an older tick is skipped if it is skip. Definer:
-- workers have no write grant.

create or replace function core.claim_schedule_tick(
    p_name text,
    p_seen_at timestamptz,
    p_tick_at timestamptz,
    p_next_at timestamptz
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schedule core.job_schedules;
    v_grace interval := make_interval(
        secs => (core.setting('core.schedule_grace_seconds') #>> '{}')::float8
    );
    v_runs boolean;
begin
    select *
    into v_schedule
    from core.job_schedules
    where
        name = p_name
        and is_enabled
        and next_run_at is not distinct from p_seen_at
    for update;

    if not found then
        return null;
    end if;
    v_runs := coalesce(
        p_tick_at is not null
        and (v_schedule.missed = 'once' or p_tick_at >= core.now() - v_grace)
        and (
            v_schedule.last_run_at is null
            or v_schedule.last_run_at < p_tick_at
            or v_schedule.last_run_at > core.now() + interval '10 seconds'
        ),
        false
    );
    update core.job_schedules
    set
        next_run_at = p_next_at,
        last_run_at = case when v_runs then p_tick_at else last_run_at end
    where name = p_name;
    if not v_runs then
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', p_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from p_tick_at))
    );
end;
$$;

grant execute on function core.claim_schedule_tick(
    text, timestamptz, timestamptz, timestamptz
) to app_worker;

comment on function core.claim_schedule_tick(
    text, timestamptz, timestamptz, timestamptz
) is
$$Move a schedule from the tick that was seen to the next; returns the job's id.

p_tick_at: the latest due tick (null: none yet, only set the next). Returns null if
another worker was first, or if the tick is too old and skipped.
$$;
