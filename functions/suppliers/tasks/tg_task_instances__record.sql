-- suppliers.tg_task_instances__record: write the history of tasks.
--
-- One insert per statement. The join is full, since Postgres keeps the plan that it
-- made for one row: it cannot become a loop over 10,000 x 10,000 rows. The erasure of a
-- person is no new state of a task: it takes the person out of the states that there
-- are. Definer: no role may write the history.

create or replace function suppliers.tg_task_instances__record()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.is_erasing() then
        return null;
    end if;
    if tg_op = 'INSERT' then
        insert into suppliers.task_history (
            task_id, project_id, supplier_id, changed_at, version, status, start_on,
            due_on, owner_id, actor_id, reason, cause, operation_id
        )
        select
            n.id, n.project_id, n.supplier_id, n.changed_at, n.version, n.status,
            n.start_on, n.due_on, n.owner_id, n.changed_by, n.change_reason,
            n.change_cause, n.operation_id
        from new_rows as n;
    else
        insert into suppliers.task_history (
            task_id, project_id, supplier_id, changed_at, version, status, start_on,
            due_on, owner_id, previous_status, previous_due_on, previous_owner_id,
            actor_id, reason, cause, operation_id
        )
        select
            n.id, n.project_id, n.supplier_id, n.changed_at, n.version, n.status,
            n.start_on, n.due_on, n.owner_id, o.status, o.due_on, o.owner_id,
            n.changed_by, n.change_reason, n.change_cause, n.operation_id
        from new_rows as n
        full join old_rows as o on n.id = o.id
        where
            (n.status, n.start_on, n.due_on, n.owner_id)
            is distinct from (o.status, o.start_on, o.due_on, o.owner_id);
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__record() is
    'Writes suppliers.task_history: a row for each new or changed task.';
