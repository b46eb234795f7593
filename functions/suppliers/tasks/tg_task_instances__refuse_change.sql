-- suppliers.tg_task_instances__refuse_change: refuse what no function may write either.
--
-- A status follows another one by suppliers.task_transitions; a new due date is not in
-- the past, unless the task is marked as imported. The join is full, as in
-- suppliers.tg_task_instances__record.

create or replace function suppliers.tg_task_instances__refuse_change()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault record;
begin
    select
        n.id, o.status as before, n.status as after, n.due_on,
        n.status is distinct from o.status and x.from_status is null as is_transition
    into v_fault
    from new_rows as n
    full join old_rows as o on n.id = o.id
    left join suppliers.task_transitions as x
        on o.status = x.from_status and n.status = x.to_status
    where
        (n.status is distinct from o.status and x.from_status is null)
        or (
            n.due_on is distinct from o.due_on
            and not n.is_imported
            and n.due_on < (
                select suppliers._project_day(p.timezone)
                from suppliers.projects as p
                where p.id = n.project_id
            )
        )
    limit 1;
    if v_fault.is_transition then
        perform core.raise_error(
            'suppliers.transition_refused',
            format(
                'Rule task_transitions: task %s is %s, which %s cannot follow.',
                v_fault.id, v_fault.before, v_fault.after
            )
        );
    elsif v_fault.id is not null then
        perform core.raise_error(
            'suppliers.due_in_past',
            format(
                'Rule due_in_future: task %s cannot be due on %s.',
                v_fault.id, v_fault.due_on
            )
        );
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__refuse_change() is
$$Guard of tasks.

Errors: PT409 suppliers.transition_refused, PT422 suppliers.due_in_past.
$$;
