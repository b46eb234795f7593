-- suppliers._set_dates: give some tasks new dates, in one statement.
--
-- The caller holds the locks and has read the faults. Arrays are parallel. Dates that a
-- task has already are no change: its version stays that of its last history entry.

create or replace function suppliers._set_dates(
    p_task_ids bigint[],
    p_start_on date[],
    p_due_on date[],
    p_reason text,
    p_cause text,
    p_operation_id bigint default null
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update suppliers.task_instances as i
    set
        start_on = m.start_on,
        due_on = m.due_on,
        changed_at = a.now,
        changed_by = a.actor_id,
        change_reason = p_reason,
        change_cause = p_cause,
        operation_id = p_operation_id
    from (select core.now() as now, core.actor_id() as actor_id) as a
    cross join unnest(p_task_ids, p_start_on, p_due_on) as m (id, start_on, due_on)
    where
        i.id = m.id
        and (i.start_on, i.due_on) is distinct from (m.start_on, m.due_on)
$$;

comment on function suppliers._set_dates(
    bigint[], date[], date[], text, text, bigint
) is
    'Write dates, their reason and its cause.';
