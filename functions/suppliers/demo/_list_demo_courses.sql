-- suppliers._list_demo_courses: when each task of the demo really begins and ends.
--
-- One pass over the tasks of each supplier by place, in numbers of working days, like
-- suppliers._plan_dates. A task begins when it was planned and its predecessors have
-- ended; some suppliers are late more often than others. A cancelled task holds no
-- other one back.

create or replace function suppliers._list_demo_courses()
    returns table (
        task_id bigint,
        shares double precision[],
        first_day integer,
        last_day integer,
        begun_day integer,
        ended_day integer,
        is_cancelled boolean
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 8000
as $$
declare
    v_work_id bigint := 0;
    v_ended integer[];
    v_task record;
begin
    for v_task in
        with waits as materialized (
            select
                d.template_id, array_agg(o.place) as places, array_agg(d.lag_days) as lags
            from suppliers.task_dependencies as d
            inner join suppliers.task_templates as o on d.predecessor_id = o.id
            group by d.template_id
        ),

        late as materialized (
            select s.id, s.code, (suppliers._demo_shares(s.code))[1] as share
            from suppliers.suppliers as s
            where s.metadata @> '{"source": "demo"}'
        )

        select
            i.id, i.supplier_project_id, t.place, t.duration_days, a.places, a.lags,
            s.share as lateness,
            suppliers._demo_shares(concat_ws('/', p.code, s.code, t.code)) as shares,
            suppliers._day_number(c, i.start_on) as first_day,
            suppliers._day_number(c, i.due_on) as last_day
        from suppliers.task_instances as i
        inner join suppliers.projects as p on i.project_id = p.id
        inner join late as s on i.supplier_id = s.id
        inner join suppliers.supplier_projects as w on i.supplier_project_id = w.id
        inner join suppliers.calendars as c on w.calendar_id = c.id
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        left join waits as a on t.id = a.template_id
        where p.metadata @> '{"source": "demo"}'
        order by i.supplier_project_id, t.place
    loop
        if v_task.supplier_project_id <> v_work_id then
            v_work_id := v_task.supplier_project_id;
            v_ended := '{}';
        end if;
        task_id := v_task.id;
        shares := v_task.shares;
        first_day := v_task.first_day;
        last_day := v_task.last_day;
        begun_day := first_day;
        for i in 1..coalesce(cardinality(v_task.places), 0) loop
            begun_day := greatest(
                begun_day, v_ended[v_task.places[i]] + v_task.lags[i] + 1
            );
        end loop;
        ended_day := begun_day + v_task.duration_days - 1
        + suppliers._demo_delay(shares, v_task.lateness);
        is_cancelled := shares[3] < 0.02;
        v_ended[v_task.place] := case when is_cancelled then 0 else ended_day end;
        return next;
    end loop;
end;
$$;

comment on function suppliers._list_demo_courses() is
    'Planned and real days of the tasks of the demo. Units: numbers of working days.';
