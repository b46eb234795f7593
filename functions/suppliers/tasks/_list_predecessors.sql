-- suppliers._list_predecessors: the tasks that come before one, and when each frees it.

create or replace function suppliers._list_predecessors(
    p_supplier_project_id bigint, p_template_id bigint
)
    returns table (
        task_id bigint, code text, place integer, status text, lag_days integer,
        free_on date
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 3
as $$
    select
        i.id,
        t.code,
        t.place,
        i.status,
        d.lag_days,
        suppliers._free_on(c, p.timezone, i.finished_at, d.lag_days)
    from suppliers.task_dependencies as d
    inner join suppliers.task_templates as t on d.predecessor_id = t.id
    inner join suppliers.task_instances as i
        on
            d.predecessor_id = i.task_template_id
            and i.supplier_project_id = p_supplier_project_id
    inner join suppliers.supplier_projects as s on i.supplier_project_id = s.id
    inner join suppliers.calendars as c on s.calendar_id = c.id
    inner join suppliers.projects as p on s.project_id = p.id
    where d.template_id = p_template_id
$$;

comment on function suppliers._list_predecessors(bigint, bigint) is
    'Predecessors of the task of a template; free_on: the first day on which it may '
    'start, null while the predecessor is open.';
