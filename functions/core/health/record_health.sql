-- core.record_health: store the results of checks, open and clear alerts.
--
-- Definer: the watcher has no grant to write here. Rows are written in the order of the
-- checks' names, so two watchers cannot deadlock; through the unique index on open
-- alerts the second finds the alert of the first. Sample, alert and event commit
-- together.

create or replace function core.record_health(p_results jsonb)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_hold interval :=
        make_interval(secs => (core.setting('core.alert_hold_seconds'))::numeric);
    v_one record;
    v_alert core.alerts;
    v_before text;
begin
    if jsonb_typeof(p_results) is distinct from 'array' then
        perform core.raise_error('core.invalid_argument', 'The results are not an array.');
    end if;
    if exists (
        select
        from jsonb_array_elements(p_results) as r
        where (
            jsonb_typeof(r.value) = 'object'
            and r.value ->> 'status' in ('ok', 'warn', 'fail')
            and coalesce(jsonb_typeof(r.value -> 'value'), 'null') in ('number', 'null')
            and coalesce(jsonb_typeof(r.value -> 'took_ms'), 'null') in ('number', 'null')
            and jsonb_typeof(r.value -> 'has_answered') = 'boolean'
        ) is not true
    ) then
        perform core.raise_error(
            'core.invalid_argument', 'A result is not a row of core.check_health.'
        );
    end if;
    for v_one in
        select r.*
        from jsonb_to_recordset(p_results) as r (
            name text, status text, value numeric, unit text, detail text,
            took_ms numeric, has_answered boolean
        )
        inner join core.health_checks as c on r.name = c.name
        order by r.name
    loop
        insert into core.health_samples as s (
            name, status, value, detail, took_ms, has_answered, sampled_at
        )
        values (
            v_one.name, v_one.status, v_one.value, coalesce(v_one.detail, ''),
            coalesce(v_one.took_ms, 0), v_one.has_answered, v_now
        )
        on conflict (name) do update
        set
            status = excluded.status,
            value = excluded.value,
            detail = excluded.detail,
            took_ms = excluded.took_ms,
            has_answered = excluded.has_answered,
            sampled_at = excluded.sampled_at;

        select a.*
        into v_alert
        from core.alerts as a
        where a.check_name = v_one.name and a.cleared_at is null
        for update;

        if v_one.status = 'ok' then
            -- A seen_at ahead of the clock counts as long ago.
            if v_alert.id is not null
                and v_now not between v_alert.seen_at - interval '10 seconds'
                and v_alert.seen_at + v_hold - interval '1 microsecond'
            then
                update core.alerts
                set cleared_at = greatest(v_now, opened_at)
                where id = v_alert.id;
                perform core._emit_alert('core.alert.cleared', v_alert.id);
            end if;
        elsif v_alert.id is null then
            insert into core.alerts (
                check_name, status, value, unit, detail, opened_at, seen_at
            )
            values (
                v_one.name, v_one.status, v_one.value, v_one.unit,
                coalesce(v_one.detail, ''), v_now, v_now
            )
            on conflict (check_name) where cleared_at is null do nothing
            returning * into v_alert;
            if v_alert.id is not null then
                perform core._emit_alert('core.alert.opened', v_alert.id);
            end if;
        else
            v_before := v_alert.status;
            update core.alerts
            set
                status = case when v_before = 'fail' then 'fail' else v_one.status end,
                value = v_one.value,
                detail = coalesce(v_one.detail, ''),
                seen_at = v_now
            where id = v_alert.id;
            if v_before = 'warn' and v_one.status = 'fail' then
                perform core._emit_alert('core.alert.escalated', v_alert.id);
            end if;
        end if;
    end loop;

    -- No run would clear the alert of a check that a release removed.
    for v_alert in
        select a.*
        from core.alerts as a
        where
            a.cleared_at is null
            and not exists (
                select
                from core.health_checks as c
                where c.name = a.check_name
            )
        order by a.check_name
        for update
    loop
        update core.alerts
        set cleared_at = greatest(v_now, opened_at)
        where id = v_alert.id;
        perform core._emit_alert('core.alert.cleared', v_alert.id);
    end loop;

    return (
        select count(*)
        from core.alerts
        where cleared_at is null
    );
end;
$$;

grant execute on function core.record_health(jsonb) to service_role, app_worker;

comment on function core.record_health(jsonb) is
$$Store the results of health checks as samples, open and clear alerts.

`results` are rows of core.check_health. Returns the number of open alerts. An alert is
opened once, however often the check fails, and cleared when the check has been ok for
core.alert_hold_seconds.
Errors: PT422 core.invalid_argument.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;
