-- core._read_canaries: the figures of the recent canaries, for checks and metrics.
--
-- Always one row. Times ahead of the clock are left out, so that a clock that was set
-- back hides no silence. Definer: the readers of metrics have no grant on settings.

create or replace function core._read_canaries(
    out is_used boolean,
    out arrived bigint,
    out failed bigint,
    out p50_ms numeric,
    out p95_ms numeric,
    out max_ms numeric,
    out silent_seconds numeric,
    out last_arrived_at timestamptz,
    out last_fault text
)
    returns record
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_window interval := make_interval(
        secs => (core.setting('core.canary_window_seconds'))::double precision
    );
    v_latest timestamptz := core.now() + interval '10 seconds';
    v_first timestamptz;
begin
    select
        count(*) filter (where c.status = 'arrived'),
        count(*) filter (where c.status = 'failed'),
        percentile_disc(0.5) within group (order by c.took_ms),
        percentile_disc(0.95) within group (order by c.took_ms),
        max(c.took_ms),
        (
            array_agg(c.fault order by c.sent_at desc, c.id desc)
            filter (where c.fault is not null)
        )[1]
    into arrived, failed, p50_ms, p95_ms, max_ms, last_fault
    from core.canaries as c
    where c.sent_at > core.now() - v_window and c.sent_at <= v_latest;

    select max(c.sent_at)
    into last_arrived_at
    from core.canaries as c
    where c.status = 'arrived' and c.sent_at <= v_latest;
    select min(c.sent_at)
    into v_first
    from core.canaries as c
    where c.sent_at <= v_latest;

    is_used := v_first is not null
        and (core.setting('core.canary_seconds'))::numeric > 0;
    silent_seconds := round(
        extract(epoch from core.now() - coalesce(last_arrived_at, v_first)), 1
    );
    -- A time that is a little ahead of the clock; null stays null.
    if silent_seconds < 0 then
        silent_seconds := 0;
    end if;
end;
$$;

comment on function core._read_canaries() is
$$Canaries of the recent window, core.canary_window_seconds, and when the last arrived.

is_used: a worker has measured within a day, and core.canary_seconds is not 0.
Units: milliseconds; silent_seconds since the last that arrived, else since the first
attempt.
$$;
