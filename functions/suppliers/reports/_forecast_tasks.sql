-- suppliers._forecast_tasks: when the tasks of a supplier in a project will end, and by
-- how much each may be late without moving the last end.
--
-- Two passes in numbers of working days. Forward, by the place of the templates: a task
-- that is done ended when it did; one that has started ends on its due date, moved by
-- its pauses, or today; one that is planned starts on its day, today, or when its
-- predecessors let it, whichever is last, and takes as long as planned. Backward: a
-- task must end before its successors have to start. Cancelled tasks are no one's
-- predecessors; a task that has started waits for none. Numbers of days are read from
-- an array: to compute each would take longer than all else.

create or replace function suppliers._forecast_tasks(
    p_work suppliers.supplier_projects, p_calendar suppliers.calendars, p_timezone text
)
    returns table (
        task_id bigint,
        place integer,
        is_open boolean,
        start_number integer,
        end_number integer,
        slack_days integer,
        driver integer
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 1000
as $$
declare
    c_day constant date := suppliers._project_day(p_timezone);
    c_today constant integer := suppliers._day_number(p_calendar, c_day - 1) + 1;
    v_before date;
    v_numbers integer[];
    v_task record;
    v_ids bigint[] := '{}'::bigint[];
    v_places integer[] := '{}'::integer[];
    v_starts integer[] := '{}'::integer[];
    v_ends integer[] := '{}'::integer[];
    v_latest integer[] := '{}'::integer[];
    v_drivers integer[] := '{}'::integer[];
    v_states text[] := '{}'::text[];
    v_from integer[] := '{}'::integer[];
    v_to integer[] := '{}'::integer[];
    v_lags integer[] := '{}'::integer[];
    v_state text;
    v_first integer;
    v_start integer;
    v_end integer;
    v_driver integer;
    v_free integer;
    v_last integer;
begin
    select
        least(
            c_day, min(t.start_on), min(t.started_at)::date, min(t.finished_at)::date,
            min(t.paused_at)::date
        ) - 3,
        array(
            select g.number
            from suppliers._list_days(
                p_calendar,
                least(
                    c_day, min(t.start_on), min(t.started_at)::date,
                    min(t.finished_at)::date, min(t.paused_at)::date
                ) - 2,
                greatest(c_day, max(t.due_on), max(t.finished_at)::date) + 1
            ) as g
            order by g.day
        )
    into v_before, v_numbers
    from suppliers.task_instances as t
    where t.supplier_project_id = p_work.id and t.status <> 'cancelled';

    for v_task in
        select
            t.id, m.place, s.is_started, s.is_final, t.paused_days,
            t.start_on - v_before as start_day,
            t.due_on - v_before as due_day,
            (t.started_at at time zone p_timezone)::date - v_before as begun_day,
            (coalesce(t.finished_at, t.changed_at) at time zone p_timezone)::date
            - v_before as end_day,
            (t.paused_at at time zone p_timezone)::date - v_before as paused_day,
            d.places, d.lags
        from suppliers.task_instances as t
        inner join suppliers.task_templates as m on t.task_template_id = m.id
        inner join suppliers.task_statuses as s on t.status = s.code
        left join (
            select o.id, array_agg(p.place) as places, array_agg(e.lag_days) as lags
            from suppliers.task_instances as o
            inner join suppliers.task_dependencies as e
                on o.task_template_id = e.template_id
            inner join suppliers.task_templates as p on e.predecessor_id = p.id
            where o.supplier_project_id = p_work.id and o.status = 'planned'
            group by o.id
        ) as d on t.id = d.id
        where t.supplier_project_id = p_work.id and t.status <> 'cancelled'
        order by m.place
    loop
        v_driver := null;
        v_first := v_numbers[v_task.start_day - 1] + 1;
        if v_task.is_final then
            v_state := 'done';
            v_end := v_numbers[v_task.end_day];
            v_start := least(
                v_end, coalesce(v_numbers[v_task.begun_day - 1] + 1, v_end)
            );
        elsif v_task.is_started then
            v_state := 'started';
            v_start := v_first;
            v_end := greatest(
                c_today,
                v_numbers[v_task.due_day] + v_task.paused_days + coalesce(
                    v_numbers[c_day - v_before] - v_numbers[v_task.paused_day], 0
                )
            );
        else
            v_state := 'planned';
            v_start := greatest(v_first, c_today);
            for i in 1..coalesce(cardinality(v_task.places), 0) loop
                continue when v_states[v_task.places[i]] is null
                    or (v_states[v_task.places[i]] = 'done' and v_task.lags[i] = 0);
                v_free := v_ends[v_task.places[i]] + v_task.lags[i] + 1;
                if v_free > v_start or (v_free = v_start and v_driver is null) then
                    v_start := v_free;
                    v_driver := v_task.places[i];
                end if;
                v_from := v_from || v_task.places[i];
                v_to := v_to || v_task.place;
                v_lags := v_lags || v_task.lags[i];
            end loop;
            v_end := v_start + greatest(1, v_numbers[v_task.due_day] - v_first + 1) - 1;
        end if;
        v_ids := v_ids || v_task.id;
        v_places := v_places || v_task.place;
        v_states[v_task.place] := v_state;
        v_starts[v_task.place] := v_start;
        v_ends[v_task.place] := v_end;
        v_drivers[v_task.place] := v_driver;
        v_last := greatest(v_last, v_end);
    end loop;

    v_latest := array_fill(v_last, array[coalesce(v_places[cardinality(v_places)], 0)]);
    -- By the place of the later task, so what comes after it was read before.
    for i in reverse cardinality(v_from)..1 loop
        v_latest[v_from[i]] := least(
            v_latest[v_from[i]],
            v_latest[v_to[i]] - v_ends[v_to[i]] + v_starts[v_to[i]] - v_lags[i] - 1
        );
    end loop;

    for i in 1..cardinality(v_places) loop
        task_id := v_ids[i];
        place := v_places[i];
        is_open := v_states[place] <> 'done';
        start_number := v_starts[place];
        end_number := v_ends[place];
        slack_days := case when is_open then v_latest[place] - v_ends[place] end;
        driver := v_drivers[place];
        return next;
    end loop;
end;
$$;

comment on function suppliers._forecast_tasks(
    suppliers.supplier_projects, suppliers.calendars, text
) is
$$Tasks that are not cancelled, by place, with numbers of working days.

slack_days is null for a task that is done; driver is the place of the predecessor that
decides when the task starts, null where its own date or today does alone.
$$;
