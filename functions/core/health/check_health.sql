-- core.check_health: run every check so that none delays or breaks the others.
--
-- Each check is a subtransaction. Within one statement Postgres starts
-- statement_timeout only once: the check that it cancels is reported, and the checks
-- after it are not run but read from their samples. So are checks that the watcher
-- found slow, while their sample is fresh, and all checks once core.health_budget_ms is
-- used up; fast checks run first. It writes nothing.

create or replace function core.check_health(
    p_module text default null,
    p_live boolean default false
)
    returns table (
        name text,
        module text,
        status text,
        value numeric,
        unit text,
        detail text,
        took_ms numeric,
        has_answered boolean,
        is_live boolean
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row record;
    v_start timestamptz := clock_timestamp();
    v_began timestamptz;
    v_is_over boolean := false;
    v_live_ms numeric := (core.setting('core.health_live_ms'))::numeric;
    v_budget interval :=
        make_interval(secs => (core.setting('core.health_budget_ms'))::numeric / 1000);
begin
    for v_row in
        select c.name, c.module, c.unit, s as sample
        from core.health_checks as c
        left join core.health_samples as s on c.name = s.name
        where p_module is null or c.module = p_module
        order by s.has_answered desc nulls last, s.took_ms, c.name
    loop
        name := v_row.name;
        module := v_row.module;
        unit := v_row.unit;
        v_began := clock_timestamp();
        v_is_over := v_is_over or (not p_live and v_began - v_start > v_budget);
        if v_is_over or (
            not p_live
            and (not (v_row.sample).has_answered or (v_row.sample).took_ms > v_live_ms)
            and (v_row.sample).sampled_at
            between core.now() - interval '10 minutes'
            and core.now() + interval '10 seconds'
        ) then
            status := coalesce((v_row.sample).status, 'fail');
            value := (v_row.sample).value;
            took_ms := (v_row.sample).took_ms;
            has_answered := coalesce((v_row.sample).has_answered, false);
            is_live := false;
            detail := case
                when (v_row.sample).name is null then 'Not measured: no time was left.'
                else format(
                    '%s (measured %s)',
                    (v_row.sample).detail,
                    to_char(
                        (v_row.sample).sampled_at at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'
                    )
                )
            end;
            return next;
            continue;
        end if;

        is_live := true;
        begin
            select r.status, r.value, r.detail, r.took_ms, true
            into status, value, detail, took_ms, has_answered
            from core.run_health_check(v_row.name) as r;
        exception
            when query_canceled then
                v_is_over := true;
                has_answered := false;
                detail := 'No answer in time.';
            when others then
                has_answered := false;
                detail := format('No answer: %s: %s.', sqlstate, sqlerrm);
        end;
        if not has_answered then
            status := 'fail';
            value := null;
            took_ms := round(
                (extract(epoch from clock_timestamp() - v_began) * 1000)::numeric, 3
            );
        end if;
        return next;
    end loop;
end;
$$;

grant execute on function core.check_health(text, boolean)
to service_role, app_worker, app_reader;

comment on function core.check_health(text, boolean) is
$$All health checks, or those of one module: status, value, unit and meaning.

A check without a result fails and gives the reason. With p_live every check runs;
otherwise a check that the watcher found slow is read from its sample (is_live false).
Units: took_ms is milliseconds.
$$;
