-- suppliers._propose_moves: the dates of a task and of its successors, if it is due on
-- another day.
--
-- One pass over the open tasks of the supplier in the project, in the order of their
-- places: a successor moves by as much as its predecessors overlap its start, so slack
-- between two tasks is used up first. A task that has started keeps its start. Tasks
-- never move to an earlier day.

create or replace function suppliers._propose_moves(p_task_id bigint, p_due_on date)
    returns table (
        task_id bigint,
        start_on date,
        due_on date,
        previous_due_on date,
        shift_days integer
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_calendar suppliers.calendars;
    v_moved integer[] := '{}'::integer[];
    v_task record;
    v_shift integer;
begin
    select c.*
    into v_calendar
    from suppliers.task_instances as i
    inner join suppliers.supplier_projects as s on i.supplier_project_id = s.id
    inner join suppliers.calendars as c on s.calendar_id = c.id
    where i.id = p_task_id;

    for v_task in
        select
            i.id, t.place, i.start_on, i.due_on, i.started_at is not null as is_started,
            suppliers._day_number(v_calendar, i.start_on - 1) + 1 as first_number,
            suppliers._day_number(v_calendar, i.due_on) as last_number,
            p.places, p.lags
        from suppliers.task_instances as a
        inner join suppliers.task_instances as i
            on a.supplier_project_id = i.supplier_project_id
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        inner join suppliers.task_templates as o
            on a.task_template_id = o.id and t.place >= o.place
        left join lateral (
            select array_agg(r.place) as places, array_agg(d.lag_days) as lags
            from suppliers.task_dependencies as d
            inner join suppliers.task_templates as r on d.predecessor_id = r.id
            where d.template_id = t.id
        ) as p on true
        where a.id = p_task_id and i.finished_at is null
        order by t.place
    loop
        v_shift := 0;
        if v_task.id = p_task_id then
            v_shift := suppliers._day_number(v_calendar, p_due_on) - v_task.last_number;
        elsif not v_task.is_started then
            for i in 1..coalesce(cardinality(v_task.places), 0) loop
                v_shift := greatest(
                    v_shift,
                    coalesce(v_moved[v_task.places[i]], 0) + v_task.lags[i] + 1
                    - v_task.first_number
                );
            end loop;
        end if;
        continue when v_shift = 0 and v_task.id <> p_task_id;

        v_moved[v_task.place] := v_task.last_number + v_shift;
        task_id := v_task.id;
        previous_due_on := v_task.due_on;
        shift_days := v_shift;
        due_on := case
            when v_task.id = p_task_id then p_due_on
            else suppliers._numbered_day(v_calendar, v_moved[v_task.place])
        end;
        start_on := least(
            due_on,
            case
                when v_task.is_started then v_task.start_on
                else suppliers._numbered_day(v_calendar, v_task.first_number + v_shift)
            end
        );
        return next;
    end loop;
end;
$$;

comment on function suppliers._propose_moves(bigint, date) is
$$The task first, then the successors that move, each after its predecessors.

shift_days: by how much. Units: working days of the supplier's calendar.
$$;
