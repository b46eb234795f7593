-- suppliers._import_tasks: make tasks of the loaded lines, with their history.
--
-- A task is made as of the day of its promise and finished as of the day on which it
-- came; the triggers write both as history. A day in the future is no event yet. The
-- planner has no statistics of rows that a statement makes, and a nested loop over them
-- takes half a minute, in triggers too.

create or replace function suppliers._import_tasks()
    returns bigint[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set enable_nestloop = off
as $$
declare
    v_ids bigint[];
begin
    with line as materialized (
        select
            p.line_id,
            w.id as supplier_project_id,
            j.id as project_id,
            w.supplier_id,
            t.id as template_id,
            p.promised_on,
            p.due_on,
            p.promised_on::timestamp at time zone j.timezone as promised_at,
            p.promised_on <= suppliers._project_day(j.timezone) as is_started,
            'Imported from ' || p.source || '.' as reason
        from suppliers._list_pending_lines() as p
        inner join suppliers.projects as j on p.project_code = j.code
        inner join suppliers.suppliers as s on p.supplier_code = s.code
        inner join suppliers.supplier_projects as w
            on j.id = w.project_id and s.id = w.supplier_id
        inner join suppliers.task_templates as t
            on j.id = t.project_id and 'delivery-' || p.number = t.code
    ),

    made as (
        insert into suppliers.task_instances (
            supplier_project_id, project_id, supplier_id, task_template_id, status,
            start_on, planned_due_on, due_on, started_at, is_imported, changed_at,
            change_reason
        )
        select
            n.supplier_project_id, n.project_id, n.supplier_id, n.template_id,
            case when n.is_started then 'in_progress' else 'planned' end,
            n.promised_on, n.due_on, n.due_on,
            case when n.is_started then n.promised_at end,
            true, least(n.promised_at, core.now()), n.reason
        from line as n
        order by n.supplier_project_id, n.template_id
        returning id, supplier_project_id, task_template_id
    ),

    tied as (
        update suppliers.order_lines as o
        set task_id = m.id
        from line as n
        inner join made as m
            on
                n.supplier_project_id = m.supplier_project_id
                and n.template_id = m.task_template_id
        where o.id = n.line_id
        returning o.task_id
    )

    select coalesce(array_agg(d.task_id), '{}')
    into v_ids
    from tied as d;

    update suppliers.task_instances as i
    set
        status = 'done',
        finished_at = d.delivered_at,
        changed_at = d.delivered_at
    from (
        select
            n.task_id,
            coalesce(n.delivered_on, o.delivered_on)::timestamp at time zone p.timezone
                as delivered_at
        from unnest(v_ids) as u (id)
        inner join suppliers.order_lines as n on u.id = n.task_id
        inner join suppliers.task_instances as t on u.id = t.id
        inner join suppliers.projects as p on t.project_id = p.id
        left join suppliers.orders as o
            on n.source = o.source and n.order_key = o.order_key
    ) as d
    where
        i.id = d.task_id
        and i.status = 'in_progress'
        and d.delivered_at <= core.now();
    return v_ids;
end;
$$;

comment on function suppliers._import_tasks() is
    'Make a task of each pending line; returns their ids.';
