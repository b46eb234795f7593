-- suppliers._set_statuses: give some tasks a new status, in one statement.
--
-- The caller holds the locks and has read the faults. The clock of the service level
-- stops and runs with the status: a pause that ends adds its working days.

create or replace function suppliers._set_statuses(
    p_task_ids bigint[], p_status text, p_note text, p_operation_id bigint default null
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update suppliers.task_instances as i
    set
        status = p_status,
        started_at = case
            when s.is_started then coalesce(i.started_at, core.now())
            when not s.is_final then null
            else i.started_at
        end,
        finished_at = case when s.is_final then greatest(core.now(), i.started_at) end,
        paused_at = case
            when s.is_paused then coalesce(i.paused_at, core.now())
        end,
        paused_days = i.paused_days + case
            when i.paused_at is null or s.is_paused then 0
            else greatest(
                0,
                suppliers._day_number(c, suppliers._project_day(p.timezone))
                - suppliers._day_number(c, (i.paused_at at time zone p.timezone)::date)
            )
        end,
        changed_at = core.now(),
        changed_by = core.actor_id(),
        change_reason = p_note,
        change_cause = null,
        operation_id = p_operation_id
    from suppliers.supplier_projects as o
    inner join suppliers.projects as p on o.project_id = p.id
    inner join suppliers.calendars as c on o.calendar_id = c.id
    cross join suppliers.task_statuses as s
    where
        i.id = any(p_task_ids)
        and i.supplier_project_id = o.id
        and s.code = p_status
$$;

comment on function suppliers._set_statuses(bigint[], text, text, bigint) is
    'Write a status, its times and its reason.';
