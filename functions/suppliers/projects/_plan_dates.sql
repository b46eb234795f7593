-- suppliers._plan_dates: when a supplier's tasks start and are due, by the templates.
--
-- One pass over the templates by place, in numbers of working days: a task is due on
-- its canonical date, or as early as its predecessors and their lags allow where that
-- is later, and never before the first day.

create or replace function suppliers._plan_dates(
    p_project_id bigint, p_calendar suppliers.calendars, p_first_on date
)
    returns table (template_id bigint, start_on date, due_on date)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_first constant integer := suppliers._day_number(p_calendar, p_first_on - 1) + 1;
    v_due integer[] := '{}'::integer[];
    v_template record;
begin
    for v_template in
        select
            t.id, t.place, t.duration_days,
            suppliers._day_number(p_calendar, t.canonical_due_on - 1) + 1 as canonical,
            p.places, p.lags
        from suppliers.task_templates as t
        left join lateral (
            select array_agg(o.place) as places, array_agg(d.lag_days) as lags
            from suppliers.task_dependencies as d
            inner join suppliers.task_templates as o on d.predecessor_id = o.id
            where d.template_id = t.id
        ) as p on true
        where t.project_id = p_project_id
        order by t.place
    loop
        v_due[v_template.place] := greatest(
            v_template.canonical, c_first + v_template.duration_days - 1
        );
        for i in 1..coalesce(cardinality(v_template.places), 0) loop
            v_due[v_template.place] := greatest(
                v_due[v_template.place],
                v_due[v_template.places[i]] + v_template.lags[i] + v_template.duration_days
            );
        end loop;
        template_id := v_template.id;
        due_on := core.read_date(
            'due_on of template ' || v_template.id,
            suppliers._numbered_day(p_calendar, v_due[v_template.place])
        );
        start_on := suppliers._numbered_day(
            p_calendar, v_due[v_template.place] - v_template.duration_days + 1
        );
        return next;
    end loop;
end;
$$;

comment on function suppliers._plan_dates(bigint, suppliers.calendars, date) is
$$For each template the first and the last working day of its task.

Errors: PT422 core.invalid_argument, if a date would be after 2999.
$$;
