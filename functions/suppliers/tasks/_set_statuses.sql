-- suppliers._set_statuses: give some tasks a new status, in one statement.
--
-- The caller holds the locks and has read the faults.

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
        started_at = n.started_at,
        finished_at = n.finished_at,
        paused_at = n.paused_at,
        paused_days = n.paused_days,
        changed_at = a.now,
        changed_by = a.actor_id,
        change_reason = p_note,
        change_cause = null,
        operation_id = p_operation_id
    from (select core.now() as now, core.actor_id() as actor_id) as a
    cross join suppliers._new_statuses(p_task_ids, p_status) as n
    where i.id = n.task_id
$$;

comment on function suppliers._set_statuses(bigint[], text, text, bigint) is
    'Write a status, its times and its reason.';
