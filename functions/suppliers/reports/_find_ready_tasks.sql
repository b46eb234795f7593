-- suppliers._find_ready_tasks: the next tasks of some suppliers in a project that may
-- start today; see suppliers._start_faults, which says the same of one task.

create or replace function suppliers._find_ready_tasks(
    p_work_ids bigint[], p_after_id bigint, p_limit integer
)
    returns setof bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 50
as $$
    with work as materialized (
        select
            s.id, s.supplier_id, s.project_id, p.timezone, s.calendar_id,
            suppliers._project_day(p.timezone) as today
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        where s.id = any(p_work_ids) and s.removed_at is null and p.status = 'active'
    ),
    lacking as materialized (
        select w.id, c.code
        from work as w
        cross join suppliers.capabilities as c
        where not suppliers.has_capability(w.supplier_id, c.code, w.today)
    )

    select i.id
    from work as w
    inner join suppliers.task_instances as i
        on w.id = i.supplier_project_id and i.status = 'planned'
    inner join suppliers.task_templates as t on i.task_template_id = t.id
    where
        i.id > p_after_id
        and not exists (
            select
            from lacking as l
            where l.id = w.id and l.code = t.capability_code
        )
        and not exists (
            select
            from suppliers.task_dependencies as d
            inner join suppliers.task_instances as o
                on
                    o.supplier_project_id = w.id
                    and d.predecessor_id = o.task_template_id
            where
                d.template_id = i.task_template_id
                and o.status <> 'cancelled'
                and case
                    when o.status <> 'done' then true
                    when d.lag_days = 0 then false
                    else (
                        select
                            suppliers._day_number(c, w.today - 1) + 1
                            <= suppliers._day_number(
                                c, (o.finished_at at time zone w.timezone)::date
                            ) + d.lag_days
                        from suppliers.calendars as c
                        where c.id = w.calendar_id
                    )
                end
        )
    order by i.id
    limit p_limit
$$;

comment on function suppliers._find_ready_tasks(bigint[], bigint, integer) is
    'Ids of tasks after an id, ascending.';
