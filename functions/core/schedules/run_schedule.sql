-- core.run_schedule: run one tick of a schedule, called by pg_cron.
--
-- The current minute is the tick. It locks the schedule; the worker's
-- claim_schedule_tick takes only ticks later than the last one that ran.

create or replace function core.run_schedule(p_name text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tick_at timestamptz := date_trunc('minute', core.now());
    v_schedule core.job_schedules;
begin
    update core.job_schedules as s
    set last_run_at = v_tick_at
    where
        s.name = p_name
        and s.is_enabled
        and (
            s.last_run_at is null
            or s.last_run_at < v_tick_at
            or s.last_run_at > core.now() + interval '10 seconds'
        )
    returning s.* into v_schedule;

    if not found then
        if not exists (select from core.job_schedules where name = p_name) then
            perform core.raise_error(
                'core.unknown_schedule',
    format('There is no schedule %L.', core.excerpt(p_name))
            );
        end if;
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', v_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from v_tick_at))
    );
end;
$$;

grant execute on function core.run_schedule(text) to service_role, app_worker;

comment on function core.run_schedule(text) is
$$Enqueue the job of a schedule for this minute; null if that was done already.

Errors: core.unknown_schedule.
$$;
