-- suppliers.report_project_figures: how a project stands, as rows.
--
-- Rows, since PostgREST makes CSV of rows; report_project_status is the same as one
-- document.

create or replace function suppliers.report_project_figures(p_project_id bigint)
    returns table (
        section text,
        key text,
        tasks bigint,
        done bigint,
        days integer,
        end_on date,
        note text
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_status constant jsonb := suppliers.report_project_status(p_project_id);
    v_forecast constant jsonb := nullif(v_status -> 'forecast', 'null');
begin
    return query
    select
        'status', s.code, (v_status -> 'tasks' ->> s.code)::bigint, null::bigint,
        null::integer, null::date, null::text
    from suppliers.task_statuses as s
    order by s.place;
    return query
    select
        'open_work', k.key, (v_status -> 'open_work' ->> k.key)::bigint, null::bigint,
        null::integer, null::date, null::text
    from unnest(
        array[
            'open', 'late', 'not_begun', 'days_0_7', 'days_8_30', 'days_31_90',
            'days_over_90'
        ]
    ) as k (key);
    return query
    select
        'forecast', k.key, null::bigint, null::bigint, (v_forecast ->> k.days)::integer,
        (v_forecast ->> (k.key || '_end_on'))::date, null::text
    from (
        values ('promised', null), ('due', 'slack_days'), ('forecast', 'delay_days')
    ) as k (key, days)
    where v_forecast is not null;
    return query
    select
        'reason', r.step ->> 'code', null::bigint, null::bigint,
        (r.step ->> 'added_days')::integer, (r.step ->> 'end_on')::date, r.step ->> 'why'
    from jsonb_array_elements(v_forecast -> 'reasons') with ordinality as r (step, place)
    order by r.place;
    return query
    select
        'burn_up', b.week ->> 'week_on', (b.week -> 'tasks')::bigint,
        (b.week -> 'done')::bigint, null::integer, null::date, null::text
    from jsonb_array_elements(v_status -> 'burn_up') with ordinality as b (week, place)
    order by b.place;
end;
$$;

grant execute on function suppliers.report_project_figures(bigint)
to authenticated, service_role;

comment on function suppliers.report_project_figures(bigint) is
$$What report_project_status returns, as rows.

section status: key is a status. open_work: key is a count of report_project_status.
forecast: promised, due (days: slack) and forecast (days: delay), each with its end.
reason: key is the code of a task, days what it adds, note why. burn_up: key is the
Monday of the week. A column that a section does not have is null. CSV with the header
Accept: text/csv. What suppliers read is logged.
Returns: [{section: "status" | "open_work" | "forecast" | "reason" | "burn_up", key:
text, tasks: bigint | null, done: bigint | null, days: integer | null, end_on: date |
null, note: text | null}]
Units: days in working days.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;
