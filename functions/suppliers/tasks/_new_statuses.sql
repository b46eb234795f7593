-- suppliers._new_statuses: what a new status makes of some tasks.
--
-- The clock of the service level stops and runs with the status: a pause that ends adds
-- its working days.

create or replace function suppliers._new_statuses(p_task_ids bigint[], p_status text)
    returns table (
        task_id bigint,
        started_at timestamptz,
        finished_at timestamptz,
        paused_at timestamptz,
        paused_days integer
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        i.id,
        case
            when s.is_started then coalesce(i.started_at, n.now)
            when not s.is_final then null
            else i.started_at
        end,
        case when s.is_final then greatest(n.now, i.started_at) end,
        case when s.is_paused then coalesce(i.paused_at, n.now) end,
        i.paused_days + case
            when i.paused_at is null or s.is_paused then 0
            else greatest(
                0,
                suppliers._day_number(c, (n.now at time zone p.timezone)::date)
                - suppliers._day_number(c, (i.paused_at at time zone p.timezone)::date)
            )
        end
    from (select core.now() as now) as n
    cross join unnest(p_task_ids) as u (id)
    inner join suppliers.task_instances as i on u.id = i.id
    inner join suppliers.supplier_projects as o on i.supplier_project_id = o.id
    inner join suppliers.projects as p on o.project_id = p.id
    inner join suppliers.calendars as c on o.calendar_id = c.id
    inner join suppliers.task_statuses as s on s.code = p_status
$$;

comment on function suppliers._new_statuses(bigint[], text) is
    'Times and pauses that tasks would have with a status.';
