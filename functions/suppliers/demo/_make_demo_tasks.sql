-- suppliers._make_demo_tasks: let each supplier of the demo work for two of its
-- projects, with all tasks as they were planned two weeks before the start.

create or replace function suppliers._make_demo_tasks()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tasks bigint;
begin
    insert into suppliers.supplier_projects (
        project_id, supplier_id, calendar_id, added_at
    )
    select
        p.id, s.id, coalesce(s.calendar_id, p.calendar_id),
        (p.starts_on - 14 + time '09:00') at time zone p.timezone
    from (
        select o.*, row_number() over (order by o.id) - 1 as place
        from suppliers.projects as o
        where o.metadata @> '{"source": "demo"}'
    ) as p
    inner join (
        select o.*, row_number() over (order by o.id) - 1 as place
        from suppliers.suppliers as o
        where o.metadata @> '{"source": "demo"}'
    ) as s on p.place in (s.place % 5, (s.place + 1) % 5)
    order by p.id, s.id;

    insert into suppliers.task_instances (
        supplier_project_id, project_id, supplier_id, task_template_id, start_on,
        planned_due_on, due_on, changed_at, changed_by
    )
    select
        w.id, p.id, w.supplier_id, d.template_id, d.start_on, d.due_on, d.due_on,
        w.added_at, md5('mia')::uuid
    from suppliers.supplier_projects as w
    inner join suppliers.projects as p on w.project_id = p.id
    inner join suppliers.calendars as c on w.calendar_id = c.id
    cross join lateral suppliers._plan_dates(p.id, c, p.starts_on) as d
    where p.metadata @> '{"source": "demo"}'
    order by w.id, d.template_id;
    get diagnostics v_tasks = row_count;
    return v_tasks;
end;
$$;

comment on function suppliers._make_demo_tasks() is
    'Make the planned tasks of the demo; returns how many.';
