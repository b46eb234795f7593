-- suppliers._find_ready_tasks: the next tasks of some suppliers in a project that may
-- start today; see suppliers._start_faults, which says the same of one task.
--
-- Most planned tasks wait for one that is open: one pass over the open tasks and the
-- dependencies finds these. Only for the others lags and finished predecessors
-- are looked up, in the order of the page.

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
            s.id, s.project_id, s.supplier_id, p.timezone, s.calendar_id,
            suppliers._project_day(p.timezone) as today
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        where s.id = any(p_work_ids) and s.removed_at is null and p.status = 'active'
    ),
    lacking as materialized (
        select w.id as work_id, c.code
        from work as w
        cross join suppliers.capabilities as c
        where not suppliers.has_capability(w.supplier_id, c.code, w.today)
    ),
    dependencies as materialized (
        select d.template_id, d.predecessor_id
        from suppliers.task_dependencies as d
        where d.project_id in (select w.project_id from work as w)
    ),
    -- Arrays, so that the index on both columns finds open tasks only.
    unfinished as materialized (
        select i.id, i.supplier_project_id as work_id, i.task_template_id, i.status
        from suppliers.task_instances as i
        where
            i.supplier_project_id = any(array(select w.id from work as w))
            and i.status = any(
                array(select t.code from suppliers.task_statuses as t where not t.is_final)
            )
    ),
    waiting as materialized (
        select distinct u.work_id, d.template_id
        from unfinished as u
        inner join dependencies as d on u.task_template_id = d.predecessor_id
    )

    select n.id
    from (
        -- In their order, so that lags are looked up for the tasks of a page only.
        select u.id, u.task_template_id, w.id as work_id, w.timezone, w.calendar_id, w.today
        from unfinished as u
        inner join work as w on u.work_id = w.id
        where
            u.status = 'planned'
            and u.id > p_after_id
            and not exists (
                select
                from waiting as x
                where u.work_id = x.work_id and u.task_template_id = x.template_id
            )
        order by u.id
        offset 0
    ) as n
    where
        not exists (
            select
            from suppliers.task_dependencies as d
            inner join suppliers.task_instances as o
                on
                    n.work_id = o.supplier_project_id
                    and d.predecessor_id = o.task_template_id
            where
                d.template_id = n.task_template_id
                and o.status = 'done'
                and d.lag_days > 0
                and (
                    select
                        suppliers._day_number(c, n.today)
                        <= suppliers._day_number(
                            c, (o.finished_at at time zone n.timezone)::date
                        ) + d.lag_days
                    from suppliers.calendars as c
                    where c.id = n.calendar_id
                )
            -- The predecessors of one task are found by its key, not those of all.
            offset 0
        )
        and not exists (
            select
            from suppliers.task_templates as t
            inner join lacking as l on n.work_id = l.work_id and t.capability_code = l.code
            where t.id = n.task_template_id
        )
    order by n.id
    limit p_limit
$$;

comment on function suppliers._find_ready_tasks(bigint[], bigint, integer) is
    'Ids of tasks after an id, ascending.';
