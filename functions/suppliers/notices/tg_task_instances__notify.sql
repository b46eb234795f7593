-- suppliers.tg_task_instances__notify: tell people of new tasks, and of tasks that are
-- blocked or go on.
--
-- Three calls for a statement, whatever its size. The join is full, since Postgres keeps
-- the plan that it made for one row: it cannot become a loop over all pairs of rows.
-- Definer: callers may not notify others.

create or replace function suppliers.tg_task_instances__notify()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_assigned bigint[];
    v_blocked bigint[];
    v_unblocked bigint[];
    v_actor_id uuid;
    v_operation_id bigint;
begin
    if tg_op = 'INSERT' then
        select
            array_agg(n.id), (array_agg(n.changed_by))[1], max(n.operation_id)
        into v_assigned, v_actor_id, v_operation_id
        from new_rows as n
        where not n.is_imported;
    else
        select
            array_agg(n.id) filter (where n.owner_id is distinct from o.owner_id),
            array_agg(n.id) filter (
                where n.status = 'blocked' and o.status <> 'blocked'
            ),
            array_agg(n.id) filter (
                where n.status = 'in_progress' and o.status = 'blocked'
            ),
            (array_agg(n.changed_by))[1],
            max(n.operation_id)
        into v_assigned, v_blocked, v_unblocked, v_actor_id, v_operation_id
        from new_rows as n
        full join old_rows as o on n.id = o.id
        where (n.owner_id, n.status) is distinct from (o.owner_id, o.status);
    end if;

    if v_assigned is not null then
        perform suppliers._notify_tasks(
            'assigned', v_assigned, false, v_actor_id, v_operation_id
        );
    end if;
    if v_blocked is not null then
        perform suppliers._notify_tasks(
            'blocked', v_blocked, true, v_actor_id, v_operation_id
        );
    end if;
    if v_unblocked is not null then
        perform suppliers._notify_tasks(
            'unblocked', v_unblocked, true, v_actor_id, v_operation_id
        );
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__notify() is
    'Notifies the people of tasks that are new, have another owner, are blocked or go on.';
