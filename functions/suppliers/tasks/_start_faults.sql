-- suppliers._start_faults: why some tasks may not start: guard may_start.
--
-- A predecessor that was cancelled does not hold its successors back. A project manager
-- may force a task that waits for predecessors, never one without the capability. A
-- capability is looked up once for each supplier. Predecessors are found before their
-- status is compared: how many tasks are done changes too fast for a plan that counts
-- on it.

create or replace function suppliers._start_faults(
    p_task_ids bigint[], p_is_forced boolean
)
    returns table (task_id bigint, key text, message text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with task as materialized (
        select i.id, i.supplier_project_id, i.supplier_id, i.task_template_id, i.project_id
        from unnest(p_task_ids) as u (id)
        inner join suppliers.task_instances as i on u.id = i.id
    )

    , project as materialized (
        select p.id, p.timezone, suppliers._project_day(p.timezone) as today
        from suppliers.projects as p
        where p.id in (select t.project_id from task as t)
    )

    , predecessor as materialized (
        select
            t.id,
            t.project_id,
            t.supplier_project_id,
            d.predecessor_id,
            d.lag_days,
            i.status,
            i.finished_at
        from task as t
        inner join suppliers.task_dependencies as d on t.task_template_id = d.template_id
        inner join suppliers.task_instances as i
            on
                t.supplier_project_id = i.supplier_project_id
                and d.predecessor_id = i.task_template_id
        where not p_is_forced
    )

    , held as (
        select
            r.id,
            o.code,
            r.status,
            f.free_on,
            row_number() over (partition by r.id order by o.place) as place
        from predecessor as r
        inner join project as p on r.project_id = p.id
        inner join suppliers.supplier_projects as s on r.supplier_project_id = s.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        inner join suppliers.task_templates as o on r.predecessor_id = o.id
        cross join lateral (
            select case
                when r.status = 'done'
                    then suppliers._free_on(c, p.timezone, r.finished_at, r.lag_days)
            end as free_on
        ) as f
        where r.status not in ('done', 'cancelled') or f.free_on > p.today
    )

    , lacking as (
        select n.supplier_id, n.capability_code, n.today
        from (
            select distinct t.supplier_id, o.capability_code, p.today
            from task as t
            inner join project as p on t.project_id = p.id
            inner join suppliers.task_templates as o on t.task_template_id = o.id
            where o.capability_code is not null
        ) as n
        where not suppliers.has_capability(n.supplier_id, n.capability_code, n.today)
    )

    select
        h.id,
        'suppliers.dependency_open',
        format(
            'Rule may_start: task %s comes after %s.', h.id,
            string_agg(
                case
                    when h.free_on is not null
                        then format('%s with a lag until %s', h.code, h.free_on)
                    else format('%s, which is %s', h.code, h.status)
                end,
                ', ' order by h.place
            )
        )
    from held as h
    where h.place <= 5
    group by h.id
    union all
    select
        t.id,
        'suppliers.not_capable',
        format('Rule may_start: the supplier of task %s lacks %s.', t.id, o.capability_code)
    from task as t
    inner join project as p on t.project_id = p.id
    inner join suppliers.task_templates as o on t.task_template_id = o.id
    inner join lacking as l
        on
            t.supplier_id = l.supplier_id
            and o.capability_code = l.capability_code
            and p.today = l.today
$$;

comment on function suppliers._start_faults(bigint[], boolean) is
    'Open predecessors and missing capabilities of tasks, as faults.';
